package org.agegender.server;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartCompliance;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pictures in a multipart/form-data body (RFC 7578) that is in memory already; they stay
 * where they lie, and nothing touches the disk. Every part must be a file. One use, one thread.
 */
final class MultipartPictures implements MultiPart.Parser.Listener {

  private static final int LONGEST_PART_HEAD = 8 << 10;
  private static final int LONGEST_BOUNDARY = 70;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final int maxPictures;
  private final List<NamedPicture> pictures = new ArrayList<>();
  private Map<String, String> heads = new HashMap<>();
  private ByteBuffer content = NOTHING;
  private @Nullable Problem problem;
  private boolean complete;

  private MultipartPictures(int maxPictures) {
    this.maxPictures = maxPictures;
  }

  /**
   * Reads the pictures.
   *
   * @param contentType of the request, with its boundary
   * @throws Problem 400 or 413
   */
  static List<NamedPicture> read(String contentType, byte[] body, int maxPictures) {
    MultipartPictures found = new MultipartPictures(maxPictures);
    MultiPart.Parser parser =
        new MultiPart.Parser(boundary(contentType), MultiPartCompliance.RFC7578, found);
    parser.setPartHeadersMaxLength(LONGEST_PART_HEAD);
    // One more, so that it is refused here and not as a malformed body.
    parser.setMaxParts(maxPictures + 1L);
    parser.parse(Content.Chunk.from(ByteBuffer.wrap(body), true));
    return found.pictures();
  }

  private static String boundary(String contentType) {
    String boundary;
    try {
      boundary = MultiPart.extractBoundary(contentType);
    } catch (IllegalArgumentException e) {
      throw new Problem(Problem.BAD_REQUEST, "Content-Type is malformed: a quote does not end");
    }
    if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
      throw new Problem(
          Problem.BAD_REQUEST,
          "multipart/form-data must name a boundary of 1 to 70 characters in Content-Type");
    }
    return boundary;
  }

  private List<NamedPicture> pictures() {
    if (problem != null) {
      throw problem;
    }
    if (!complete) {
      throw new Problem(Problem.BAD_REQUEST, "the multipart body ended before its last boundary");
    }
    if (pictures.isEmpty()) {
      throw new Problem(
          Problem.BAD_REQUEST, "the multipart body must hold at least one file, found none");
    }
    return pictures;
  }

  @Override
  public void onPartBegin() {
    heads = new HashMap<>();
    content = NOTHING;
  }

  @Override
  public void onPartHeader(String name, String value) {
    if (heads.put(name.toLowerCase(Locale.ROOT), value) != null) {
      refuse(Problem.BAD_REQUEST, "a part of the multipart body repeats one of its headers");
    }
  }

  /** Comes once for a part that ends, as the body is a single chunk. */
  @Override
  public void onPartContent(Content.Chunk chunk) {
    content = chunk.getByteBuffer();
  }

  @Override
  public void onPartEnd() {
    if (pictures.size() == maxPictures) {
      refuse(
          Problem.TOO_LARGE,
          "a request must have at most %d pictures; send the others in another"
              .formatted(maxPictures));
    } else {
      fileName()
          .ifPresentOrElse(
              name -> pictures.add(new NamedPicture(name, content)),
              () ->
                  refuse(
                      Problem.BAD_REQUEST,
                      "every part of the multipart body must be a file: Content-Disposition with"
                          + " form-data and a filename; options go into the query"));
    }
  }

  private Optional<String> fileName() {
    Map<String, String> parameters = new HashMap<>();
    try {
      String kind =
          HttpField.getValueParameters(heads.getOrDefault("content-disposition", ""), parameters);
      return "form-data".equalsIgnoreCase(kind)
          ? Optional.ofNullable(parameters.get("filename"))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      // A quote does not end.
      return Optional.empty();
    }
  }

  @Override
  public void onComplete() {
    complete = true;
  }

  @Override
  public void onFailure(Throwable failure) {
    refuse(Problem.BAD_REQUEST, "the multipart body is malformed or ends too early");
  }

  private void refuse(int status, String message) {
    if (problem == null) {
      problem = new Problem(status, message);
    }
  }
}
