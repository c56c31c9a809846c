/**
 * The HTTP service: photographs in, ages and genders out, under limits that no client can break;
 * beside it the Open Inference Protocol, health, figures, and the web page. {@link
 * org.agegender.server.FaceServer} is the face.
 */
package org.agegender.server;
