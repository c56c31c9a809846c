/**
 * Writes a network with its weights as one ONNX file: the same {@link
 * org.agegender.training.network.Layer}s that the trainer runs, with resizing and normalisation
 * before them and the age in years after them, so that whoever runs the file needs nothing else.
 */
package org.agegender.training.onnx;
