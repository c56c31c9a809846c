/**
 * Predictions with an exported model: {@link org.agegender.inference.FaceModel} for pixels in
 * memory, {@link org.agegender.inference.PhotoAnalyzer} for pictures with faces in them. Nothing of
 * the training side is needed.
 */
package org.agegender.inference;
