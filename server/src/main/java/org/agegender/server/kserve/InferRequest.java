package org.agegender.server.kserve;

import java.util.List;
import java.util.Optional;
import org.agegender.core.RgbImage;

/**
 * A request for predictions.
 *
 * @param id the client's own name for it, to be given back
 * @param faces at least one
 * @param outputs the tensors asked for, in order
 */
public record InferRequest(
    Optional<String> id, List<RgbImage> faces, List<RequestedOutput> outputs) {

  /** Takes copies of the lists. */
  public InferRequest {
    faces = List.copyOf(faces);
    outputs = List.copyOf(outputs);
  }

  /**
   * A tensor that the client wants.
   *
   * @param output which
   * @param binary whether as raw bytes after the JSON
   */
  public record RequestedOutput(Output output, boolean binary) {}
}
