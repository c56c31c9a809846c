/**
 * Pictures: decoding within limits, resizing, encoding, and the one way by which pixels reach a
 * network. The image library stays behind this package.
 */
package org.agegender.vision;
