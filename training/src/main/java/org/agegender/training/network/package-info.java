/**
 * Networks as plain descriptions: a tree of {@link org.agegender.training.network.Layer}s that the
 * trainer runs and the ONNX writer writes, so that both compute the same. A new network is one
 * class here and one line in {@code Networks}.
 */
package org.agegender.training.network;
