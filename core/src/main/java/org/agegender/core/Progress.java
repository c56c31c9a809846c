package org.agegender.core;

/**
 * Where long work tells how far it is. The command line draws a bar; tests and libraries stay
 * silent.
 */
public interface Progress {

  /**
   * Begins a piece of work.
   *
   * @param what a short name, such as {@code prepare}
   * @param total how many steps there are, or -1 if unknown
   */
  default Task start(String what, long total) {
    return start(what, total, 0);
  }

  /**
   * Takes up a piece of work that was begun before.
   *
   * @param what a short name, such as {@code prepare}
   * @param total how many steps there are, or -1 if unknown
   * @param before how many of them were done then; they say nothing of how fast it goes now
   */
  Task start(String what, long total, long before);

  /** Tells nobody. */
  static Progress silent() {
    return (what, total, before) ->
        new Task() {
          @Override
          public void advance(long steps) {}

          @Override
          public void detail(String text) {}

          @Override
          public void close() {}
        };
  }

  /** One piece of work; safe for use by several threads. */
  interface Task extends AutoCloseable {

    /** Says that so many more steps are done. */
    void advance(long steps);

    /** Replaces the short text behind the bar, such as the current loss. */
    void detail(String text);

    /** Ends the work, done or not. */
    @Override
    void close();
  }
}
