/** What the service counts and measures, in the text format of Prometheus. */
package org.agegender.server.metrics;
