package org.agegender.server;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Files of the class path that are served as they are. All are read into memory at the start and
 * each has a route of its own: no path of a request ever becomes the path of a file.
 */
final class StaticFiles {

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/vnd.microsoft.icon",
          "json", "application/json",
          "yaml", "application/yaml",
          "woff2", "font/woff2",
          "webmanifest", "application/manifest+json");

  private StaticFiles() {}

  /** All files of a folder beside this class, by their name; folders within are left out. */
  static Map<String, Handler> folder(String name) {
    URL url = StaticFiles.class.getResource(name);
    if (url == null) {
      throw new IllegalStateException("the class path has no folder " + name);
    }
    try {
      URI uri = url.toURI();
      if (!"jar".equals(uri.getScheme())) {
        return files(Path.of(uri));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return files(jar.provider().getPath(uri));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path has a folder without an address", e);
    } catch (IOException e) {
      throw new UncheckedIOException("the files of " + name + " cannot be read", e);
    }
  }

  private static Map<String, Handler> files(Path folder) throws IOException {
    Map<String, Handler> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        String name = String.valueOf(path.getFileName());
        files.put(name, handler(name, Files.readAllBytes(path)));
      }
    }
    return files;
  }

  /** One resource of the class path. */
  static Handler resource(String path) {
    try (InputStream in = StaticFiles.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the class path has no " + path);
      }
      return handler(path, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(path + " of the class path cannot be read", e);
    }
  }

  private static Handler handler(String name, byte[] bytes) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException("no content type is known for " + name);
    }
    CRC32 sum = new CRC32();
    sum.update(bytes);
    String tag = String.format(Locale.ROOT, "\"%08x-%d\"", sum.getValue(), bytes.length);
    return ctx -> answer(ctx, type, tag, bytes);
  }

  /** Browsers keep it and ask whether it is still the same. */
  private static void answer(Context ctx, String type, String tag, byte[] bytes) {
    ctx.header("Cache-Control", "no-cache").header("ETag", tag);
    if (tag.equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
    } else {
      ctx.contentType(type).result(bytes);
    }
  }
}
