/**
 * Faces of several requests share one run of the network: a bounded queue, a bounded wait, and a
 * deadline for whoever waits.
 */
package org.agegender.server.batch;
