/**
 * Curves of a run for TensorBoard: event files of scalars, written without TensorFlow, in the
 * format of its {@code event.proto} inside {@code TFRecord}s.
 */
package org.agegender.training.summary;
