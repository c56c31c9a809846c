package org.agegender.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.agegender.core.InvalidInputException;
import org.agegender.models.ModelCache;
import org.jspecify.annotations.Nullable;

/**
 * Files that the user need not name: the face detector that was fetched, and the model that comes
 * with the program.
 *
 * @param caches opens the cache, once it is needed
 * @param ownModels a folder of the user's that may hold the detector ({@code AGEGENDER_MODELS})
 * @param home the folder of the program, as its launcher tells it ({@code agegender.home})
 */
record FilesAtHand(Supplier<ModelCache> caches, Optional<Path> ownModels, Optional<Path> home) {

  /** The model that comes with the program, in the folder {@code models}. */
  static final String MODEL = "agegender.onnx";

  static FilesAtHand ofProcess() {
    return new FilesAtHand(
        ModelCache::standard,
        folder(System.getenv("AGEGENDER_MODELS")),
        folder(System.getProperty("agegender.home")));
  }

  private static Optional<Path> folder(@Nullable String name) {
    return Optional.ofNullable(name).filter(text -> !text.isBlank()).map(Path::of);
  }

  ModelCache cache() {
    return caches.get();
  }

  /** The file of the better face detector: the user's own, else the one in the cache. */
  Optional<Path> yuNet() throws IOException {
    ModelCache cache = cache();
    Optional<Path> own =
        ownModels
            .map(folder -> folder.resolve(cache.entry(ModelCache.FACE_DETECTOR).fileName()))
            .filter(Files::isRegularFile);
    return own.isPresent() ? own : cache.find(ModelCache.FACE_DETECTOR);
  }

  /**
   * The model that is used when none is named: the program's own, else one in the cache.
   *
   * @throws InvalidInputException if there is none
   */
  Path model() {
    Optional<Path> own =
        home.map(folder -> folder.resolve("models").resolve(MODEL)).filter(Files::isRegularFile);
    if (own.isPresent()) {
      return own.get();
    }
    Path cached = cache().folder().resolve(MODEL);
    if (Files.isRegularFile(cached)) {
      return cached;
    }
    throw new InvalidInputException(
        ("a model is required, and none comes with this program; train one ('agegender train',"
                + " README.md has the steps) and name it by --model, or put it at %s")
            .formatted(cached));
  }
}
