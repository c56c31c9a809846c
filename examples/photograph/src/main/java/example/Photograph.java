package example;

import java.nio.file.Path;
import java.util.List;
import org.agegender.inference.AnalysedFace;
import org.agegender.inference.PhotoAnalyzer;

/** Prints the faces of a photograph. Arguments: a model, a picture. */
public final class Photograph {

  private Photograph() {}

  public static void main(String[] arguments) throws Exception {
    try (PhotoAnalyzer analyzer = PhotoAnalyzer.open(Path.of(arguments[0]))) {
      List<AnalysedFace> faces = analyzer.analyze(Path.of(arguments[1])).faces();
      System.out.println(faces.size() + " faces");
      for (AnalysedFace face : faces) {
        System.out.printf(
            "%s: %.0f years, %s%n",
            face.box(), face.prediction().years(), face.prediction().gender().label());
      }
    }
  }
}
