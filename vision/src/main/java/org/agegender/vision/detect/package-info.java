/**
 * Face detectors: YuNet in ONNX Runtime, and the cascades inside OpenCV's jar for who has no model
 * file. Both engines stay behind this package.
 */
package org.agegender.vision.detect;
