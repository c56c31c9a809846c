package org.agegender.dataset.batch;

import org.agegender.core.InvalidInputException;

/**
 * What stopped a worker.
 *
 * @param position the sample's place in its batch
 * @param filename the sample's picture
 * @param cause what was thrown
 */
record WorkerFailure(int position, String filename, Throwable cause) {

  /** The exception for the consumer, with its own stack trace and the worker's as the cause. */
  RuntimeException rethrown() {
    return cause instanceof InvalidInputException
        ? new InvalidInputException(String.valueOf(cause.getMessage()), cause)
        : new IllegalStateException("preparing " + filename + " failed: " + cause, cause);
  }
}
