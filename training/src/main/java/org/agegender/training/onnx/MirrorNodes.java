package org.agegender.training.onnx;

import static org.agegender.training.onnx.GraphBuilder.attribute;

import java.util.List;

/**
 * The part of a graph that has the network look at each picture and at its mirror image: pictures
 * and mirror images go through it as one batch, and the probabilities of both are averaged.
 */
final class MirrorNodes {

  private static final long WIDTH_AXIS = 3;

  private MirrorNodes() {}

  /** {@code [N, C, H, W]} to {@code [2 N, C, H, W]}: the pictures, then their mirror images. */
  static String both(GraphBuilder graph, String pixels) {
    String mirrored =
        graph.node(
            "Slice",
            "mirrored",
            List.of(
                pixels,
                graph.constant("last_column", -1),
                graph.constant("before_first_column", Long.MIN_VALUE),
                graph.constant("width_axis", WIDTH_AXIS),
                graph.constant("backwards", -1)));
    return graph.node("Concat", "both", List.of(pixels, mirrored), attribute("axis", 0));
  }

  /** {@code [2 N, classes]} to {@code [N, classes]}, under the given name. */
  static String mean(GraphBuilder graph, String name, String probabilities, int classes) {
    String pairs =
        graph.node(
            "Reshape",
            name + "_pairs",
            List.of(probabilities, graph.constant(name + "_pair_shape", 2, -1, classes)));
    return graph.node(
        "ReduceMean",
        name,
        List.of(pairs, graph.constant(name + "_pair_axis", 0)),
        attribute("keepdims", 0));
  }
}
