package org.agegender.server;

/**
 * A picture of a request.
 *
 * @param name as the client called it; appears in the answer and nowhere else
 * @param bytes encoded, not looked at yet
 */
record NamedPicture(String name, byte[] bytes) {}
