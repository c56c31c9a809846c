package org.agegender.server.load;

import java.util.concurrent.atomic.AtomicLong;

/** What came of the requests; safe for use by several threads. */
final class Tally {

  private static final int MOST_SHOWN = 20;

  private final AtomicLong good = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong busy = new AtomicLong();
  private final AtomicLong wrong = new AtomicLong();

  void good() {
    good.incrementAndGet();
  }

  void refused() {
    refused.incrementAndGet();
  }

  void busy() {
    busy.incrementAndGet();
  }

  void wrong(String what) {
    if (wrong.incrementAndGet() <= MOST_SHOWN) {
      System.out.println("wrong: " + what);
    }
  }

  long wrong() {
    return wrong.get();
  }

  @Override
  public String toString() {
    return "%d good answered, %d bad refused, %d told to come again, %d wrong"
        .formatted(good.get(), refused.get(), busy.get(), wrong.get());
  }
}
