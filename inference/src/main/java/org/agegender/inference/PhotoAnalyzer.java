package org.agegender.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.agegender.core.CropGeometry;
import org.agegender.core.InvalidInputException;
import org.agegender.core.ModelMetadata;
import org.agegender.core.Prediction;
import org.agegender.core.RgbImage;
import org.agegender.models.ModelCache;
import org.agegender.vision.DetectedFace;
import org.agegender.vision.FaceDetector;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.agegender.vision.UnreadablePictureException;
import org.agegender.vision.detect.CascadeDetector;
import org.agegender.vision.detect.YuNetDetector;

/**
 * Finds the faces of photographs and tells their ages and genders. Each face is cut out exactly as
 * those were that the model learnt from ({@link ModelMetadata#cropGeometry()}).
 *
 * <pre>{@code
 * try (PhotoAnalyzer analyzer = PhotoAnalyzer.open(Path.of("model.onnx"))) {
 *   analyzer.analyze(Path.of("photo.jpg")).faces().forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class PhotoAnalyzer implements AutoCloseable {

  private final FaceNetwork network;
  private final FaceExtraction extraction;
  private final PictureDecoder decoder;
  private final int decoders;
  private final Runnable atEnd;

  private PhotoAnalyzer(
      FaceNetwork network, FaceExtraction extraction, PhotoOptions options, Runnable atEnd) {
    this.network = network;
    this.extraction = extraction;
    this.decoder = new PictureDecoder(options.limits());
    this.decoders = options.decoders();
    this.atEnd = atEnd;
  }

  /**
   * Opens a model, and with it the best face detector at hand: YuNet if 'agegender models fetch' or
   * {@link ModelCache#fetch} has brought it to this user's cache, else the cascades, which find
   * fewer faces and need nothing. {@link #detectorName()} tells which. Closing the analyzer closes
   * both.
   *
   * @param fileOrRun a file that {@code export} wrote, or the folder of a run
   * @throws InvalidInputException if there is no such file or it is no model of AgeGender
   */
  public static PhotoAnalyzer open(Path fileOrRun) {
    return open(fileOrRun, ModelCache.standard());
  }

  static PhotoAnalyzer open(Path fileOrRun, ModelCache cache) {
    FaceModel model = FaceModel.open(fileOrRun);
    try {
      FaceDetector detector = detector(cache);
      FaceExtraction extraction =
          new DetectedExtraction(model.metadata(), detector, PhotoOptions.DEFAULT);
      Runnable atEnd =
          () -> {
            detector.close();
            model.close();
          };
      return new PhotoAnalyzer(model, extraction, PhotoOptions.DEFAULT, atEnd);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static FaceDetector detector(ModelCache cache) {
    try {
      return cache
          .find(ModelCache.FACE_DETECTOR)
          .<FaceDetector>map(YuNetDetector::open)
          .orElseGet(CascadeDetector::open);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Looks for faces with a detector.
   *
   * @param network stays the caller's to close
   * @param detector stays the caller's to close
   */
  public static PhotoAnalyzer of(FaceNetwork network, FaceDetector detector, PhotoOptions options) {
    FaceExtraction extraction = new DetectedExtraction(network.metadata(), detector, options);
    return new PhotoAnalyzer(network, extraction, options, () -> {});
  }

  /**
   * Takes each picture as one face, cropped as the training set was, without looking for faces.
   *
   * @param network stays the caller's to close
   * @param options what they say of faces does not matter here
   */
  public static PhotoAnalyzer ofWholePictures(FaceNetwork network, PhotoOptions options) {
    FaceExtraction extraction = new WholeExtraction(network.metadata().imageSize());
    return new PhotoAnalyzer(network, extraction, options, () -> {});
  }

  /** What looks for faces, for the user: such as {@code yunet}; {@code none} if nothing does. */
  public String detectorName() {
    return extraction.detectorName();
  }

  /** What the model says of itself. */
  public ModelMetadata metadata() {
    return network.metadata();
  }

  /**
   * What the user should know about how faces are cut out, in one line; empty if all is as the
   * model says.
   */
  public Optional<String> warning() {
    if (extraction instanceof WholeExtraction
        || metadata().cropGeometry() instanceof CropGeometry.Aligned) {
      return Optional.empty();
    }
    return Optional.of(
        "the model does not say how the faces it learnt from were cropped; faces are cut out as"
            + " tight squares. Train on a set of 'prepare --align' to be sure");
  }

  /**
   * Analyses a file.
   *
   * @throws UnreadablePictureException if it is no picture within the limits; the message begins
   *     with the path
   */
  public AnalysedPhoto analyze(Path picture) throws UnreadablePictureException {
    try (Picture decoded = decoder.decode(picture)) {
      return analyze(decoded);
    }
  }

  /**
   * Analyses the bytes of a file.
   *
   * @throws UnreadablePictureException if they are no picture within the limits
   */
  public AnalysedPhoto analyze(byte[] picture) throws UnreadablePictureException {
    FaceExtraction.Extracted extracted;
    // The network may keep its callers waiting; the picture need not wait with them.
    try (Picture decoded = decoder.decode(picture)) {
      extracted = extraction.extract(decoded);
    }
    return predict(extracted);
  }

  /**
   * Analyses a picture.
   *
   * @param picture upright; not changed, stays the caller's to close
   */
  public AnalysedPhoto analyze(Picture picture) {
    return predict(extraction.extract(picture));
  }

  private AnalysedPhoto predict(FaceExtraction.Extracted extracted) {
    List<RgbImage> faces =
        extracted.faces().stream().map(FaceExtraction.ExtractedFace::pixels).toList();
    return photo(metadata(), extracted, predict(network, faces).iterator());
  }

  /**
   * Analyses many files and hands out one outcome for each, in order, on the calling thread. Files
   * are read by several threads while the network works on those before; faces of several pictures
   * share a batch. At most two batches of pictures wait, and of their faces only the network's
   * pixels; while four batches of faces wait, no file is begun but the one whose turn it is.
   *
   * @param pictures files, read as they are needed
   * @param outcomes takes what came of each; what it throws ends the work
   * @throws InterruptedException if the calling thread is interrupted
   */
  public void analyzeAll(Iterable<Path> pictures, Consumer<? super PictureOutcome> outcomes)
      throws InterruptedException {
    new BulkAnalysis(network, extraction, decoder, decoders).run(pictures.iterator(), outcomes);
  }

  /** Closes what this analyzer opened itself, after the calls in progress; nothing else. */
  @Override
  public void close() {
    atEnd.run();
  }

  /** A picture without faces does not bother the network. */
  static List<Prediction> predict(FaceNetwork network, List<RgbImage> faces) {
    return faces.isEmpty() ? List.of() : network.predict(faces);
  }

  static AnalysedPhoto photo(
      ModelMetadata model, FaceExtraction.Extracted extracted, Iterator<Prediction> predictions) {
    List<AnalysedFace> faces = new ArrayList<>();
    for (FaceExtraction.ExtractedFace cut : extracted.faces()) {
      DetectedFace face = cut.face();
      Prediction prediction = predictions.next();
      faces.add(
          new AnalysedFace(
              face.box(),
              face.score(),
              face.landmarks(),
              prediction,
              model.ageInterval(prediction.age())));
    }
    return new AnalysedPhoto(extracted.width(), extracted.height(), faces, extracted.leftOut());
  }
}
