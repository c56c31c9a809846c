/**
 * Requests and answers of the Open Inference Protocol, version 2, with its extension for binary
 * tensors; bytes in, bytes out, no HTTP.
 */
package org.agegender.server.kserve;
