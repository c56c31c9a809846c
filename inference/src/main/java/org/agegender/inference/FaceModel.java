package org.agegender.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.agegender.core.Age;
import org.agegender.core.AgeDistribution;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.core.ModelMetadata;
import org.agegender.core.OnnxFile;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.agegender.vision.NetworkInput;

/**
 * An exported model, ready to predict. Safe for use by several threads; closing waits for the calls
 * in progress.
 *
 * <pre>{@code
 * try (FaceModel model = FaceModel.open(Path.of("model.onnx"))) {
 *   Prediction prediction = model.predict(face);
 * }
 * }</pre>
 */
public final class FaceModel implements FaceNetwork, AutoCloseable {

  private static final Set<String> READ =
      Set.of(ModelContract.AGE_PROBABILITIES, ModelContract.GENDER_PROBABILITIES);

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final InferenceOptions options;
  private final ModelMetadata metadata;
  private final Path file;
  private final String sha256;
  private final ReadWriteLock life = new ReentrantReadWriteLock();
  private boolean closed;

  private FaceModel(
      OrtEnvironment environment,
      OrtSession session,
      InferenceOptions options,
      ModelMetadata metadata,
      OnnxFile file) {
    this.environment = environment;
    this.session = session;
    this.options = options;
    this.metadata = metadata;
    this.file = file.path();
    this.sha256 = file.sha256();
  }

  /**
   * Opens a model with {@link InferenceOptions#DEFAULT}.
   *
   * @param fileOrRun a file that {@code export} wrote, or the folder of a run
   * @throws InvalidInputException if there is no such file or it is no model of AgeGender
   */
  public static FaceModel open(Path fileOrRun) {
    return open(fileOrRun, InferenceOptions.DEFAULT);
  }

  /**
   * Opens a model.
   *
   * @param fileOrRun a file that {@code export} wrote, or the folder of a run
   * @throws InvalidInputException if there is no such file or it is no model of AgeGender
   */
  public static FaceModel open(Path fileOrRun, InferenceOptions options) {
    OnnxFile file = ModelFile.read(fileOrRun, options.maxModelBytes());
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
      settings.setIntraOpNumThreads(options.threads());
      // Threads that wait for work in a loop would take the processors from the decoders.
      settings.addConfigEntry("session.intra_op.allow_spinning", "0");
      settings.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      OrtSession session = environment.createSession(file.bytes(), settings);
      try {
        ModelMetadata metadata = ModelContract.check(file.path(), session);
        return new FaceModel(environment, session, options, metadata, file);
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new InvalidInputException(
          "%s: the ONNX model cannot be loaded (%s); export it again"
              .formatted(file.path(), firstLine(e)),
          e);
    }
  }

  @Override
  public ModelMetadata metadata() {
    return metadata;
  }

  /**
   * The same network without what its calibration corrects: what a calibration is fitted on. It
   * works for as long as this model is open.
   */
  public FaceNetwork uncalibrated() {
    return new FaceNetwork() {
      @Override
      public ModelMetadata metadata() {
        return metadata;
      }

      @Override
      public int batchSize() {
        return options.batchSize();
      }

      @Override
      public List<Prediction> predict(List<RgbImage> faces) {
        return predictRaw(faces);
      }
    };
  }

  /** The model's file. */
  public Path file() {
    return file;
  }

  /** SHA-256 of the model's file, in hex. */
  public String sha256() {
    return sha256;
  }

  @Override
  public int batchSize() {
    return options.batchSize();
  }

  /**
   * Predicts one face.
   *
   * @param face pixels of any size that show one face, cropped as the training set was
   * @throws IllegalStateException if the model was closed
   */
  public Prediction predict(RgbImage face) {
    return predict(List.of(face)).get(0);
  }

  /**
   * Predicts faces, in batches inside; with the probabilities that the model's calibration gives,
   * if it has one.
   *
   * @param faces pixels of any sizes, one face each
   * @return a prediction for each, in order
   * @throws IllegalStateException if the model was closed
   * @throws InvalidInputException if the model's probabilities are none
   */
  @Override
  public List<Prediction> predict(List<RgbImage> faces) {
    return predictRaw(faces).stream().map(metadata::calibrated).toList();
  }

  private List<Prediction> predictRaw(List<RgbImage> faces) {
    life.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the model of " + file + " was closed");
      }
      List<Prediction> predictions = new ArrayList<>(faces.size());
      for (int from = 0; from < faces.size(); from += options.batchSize()) {
        int to = Math.min(from + options.batchSize(), faces.size());
        predictBatch(faces.subList(from, to), predictions);
      }
      return predictions;
    } finally {
      life.readLock().unlock();
    }
  }

  /**
   * Resizes as training does, so that the network sees the same pixels and pictures of all sizes
   * share a batch; the graph's own resizing then has nothing to do.
   */
  private void predictBatch(List<RgbImage> faces, List<Prediction> predictions) {
    int size = metadata.imageSize();
    ByteBuffer pixels =
        ByteBuffer.allocateDirect(
            Math.multiplyExact(faces.size(), size * size * RgbImage.CHANNELS));
    for (RgbImage face : faces) {
      pixels.put(NetworkInput.resize(face, size, size).pixels());
    }
    long[] shape = {faces.size(), size, size, RgbImage.CHANNELS};
    try (OnnxTensor input =
            OnnxTensor.createTensor(environment, pixels.flip(), shape, OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of(ModelContract.IMAGE, input), READ)) {
      FloatBuffer ages = floats(result, ModelContract.AGE_PROBABILITIES);
      FloatBuffer genders = floats(result, ModelContract.GENDER_PROBABILITIES);
      float[] age = new float[Age.CLASSES];
      float[] gender = new float[Gender.CLASSES];
      for (int i = 0; i < faces.size(); i++) {
        ages.get(age);
        genders.get(gender);
        predictions.add(prediction(age, gender));
      }
    } catch (OrtException e) {
      throw new IllegalStateException(
          "%s: the network cannot be run: %s".formatted(file, firstLine(e)), e);
    }
  }

  private Prediction prediction(float[] age, float[] gender) {
    try {
      return new Prediction(AgeDistribution.of(age), gender[Gender.MALE.code()]);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "%s: the model's output is no probability: %s; train or export it again"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static FloatBuffer floats(OrtSession.Result result, String output) {
    return ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
  }

  private static String firstLine(OrtException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }

  /** Gives the network's memory back; a second call does nothing. */
  @Override
  public void close() {
    life.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("the model of " + file + " cannot be closed", e);
    } finally {
      life.writeLock().unlock();
    }
  }
}
