package org.agegender.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.agegender.core.Age;
import org.agegender.core.AgeDistribution;
import org.agegender.core.CropGeometry;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.junit.jupiter.api.Test;

final class FlipAveragingTest {

  private static final int SIZE = 4;

  /** Takes the red of the first pixel for the age, the green for the percentage of male. */
  private record Corner(boolean flipAveraged, List<RgbImage> seen) implements FaceNetwork {
    @Override
    public ModelMetadata metadata() {
      return new ModelMetadata(
          "corner",
          SIZE,
          CropGeometry.WHOLE,
          flipAveraged,
          new ModelMetadata.TrainingData("", "", ""),
          new TreeMap<>(),
          "",
          "");
    }

    @Override
    public int batchSize() {
      return 5;
    }

    @Override
    public List<Prediction> predict(List<RgbImage> faces) {
      seen.addAll(faces);
      return faces.stream().map(Corner::predict).toList();
    }

    private static Prediction predict(RgbImage face) {
      float[] ages = new float[Age.CLASSES];
      ages[face.pixels()[0]] = 1;
      return new Prediction(AgeDistribution.of(ages), face.pixels()[1] / 100.0);
    }
  }

  @Test
  void eachFaceIsAveragedWithItsMirrorImageInOrder() {
    Corner corner = new Corner(false, new ArrayList<>());
    FaceNetwork flipping = FlipAveraging.of(corner);
    List<Prediction> found = flipping.predict(List.of(face(10, 20), face(60, 70)));
    assertThat(found).hasSize(2);
    assertThat(found.get(0).age().probability(new Age(10))).isEqualTo(0.5f);
    assertThat(found.get(0).age().probability(new Age(20))).isEqualTo(0.5f);
    assertThat(found.get(1).years()).isEqualTo(65);
    assertThat(found.get(1).maleProbability()).isCloseTo(0.65, within(1e-12));
    assertThat(flipping.batchSize()).isEqualTo(5);
    assertThat(flipping.metadata()).isEqualTo(corner.metadata());
    assertThat(flipping.predict(List.of())).isEmpty();
  }

  @Test
  void facesAreResizedBeforeTheyAreMirrored() {
    Corner corner = new Corner(false, new ArrayList<>());
    FlipAveraging.of(corner).predict(List.of(new RgbImage(9, 7, new byte[9 * 7 * 3])));
    assertThat(corner.seen).hasSize(2);
    assertThat(corner.seen.get(1)).isEqualTo(corner.seen.get(0).mirrored());
    assertThat(corner.seen.get(0).width()).isEqualTo(SIZE);
  }

  @Test
  void aModelThatAveragesByItselfIsLeftAlone() {
    Corner corner = new Corner(true, new ArrayList<>());
    assertThat(FlipAveraging.of(corner)).isSameAs(corner);
  }

  /** Left columns of one value, right columns of another. */
  private static RgbImage face(int left, int right) {
    byte[] pixels = new byte[SIZE * SIZE * RgbImage.CHANNELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i / RgbImage.CHANNELS % SIZE < SIZE / 2 ? left : right);
    }
    return new RgbImage(SIZE, SIZE, pixels);
  }
}
