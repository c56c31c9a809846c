package org.agegender.dataset.batch;

/**
 * Whether decoded pictures are kept in memory, and why.
 *
 * @param outcome what was decided
 * @param neededBytes memory that all decoded pictures take
 * @param budgetBytes memory that was allowed for them
 */
public record CacheDecision(Outcome outcome, long neededBytes, long budgetBytes) {

  /** What was decided. */
  public enum Outcome {
    /** Each picture is decoded once and kept. */
    CACHED,
    /** They do not fit the budget; each picture is decoded each epoch. */
    OVER_BUDGET,
    /** They fit the budget, but Java was not given the memory; decoded each epoch. */
    NO_DIRECT_MEMORY
  }

  /** One line for the user, such as {@code pictures kept in memory: 450 MiB of 5900 MiB}. */
  public String describe() {
    return switch (outcome) {
      case CACHED ->
          "pictures kept in memory: %s of %s".formatted(mebi(neededBytes), mebi(budgetBytes));
      case OVER_BUDGET ->
          "pictures decoded each epoch: they take %s, the cache may take %s"
              .formatted(mebi(neededBytes), mebi(budgetBytes));
      case NO_DIRECT_MEMORY ->
          ("pictures decoded each epoch: they take %s and Java has less direct memory;"
                  + " raise -XX:MaxDirectMemorySize")
              .formatted(mebi(neededBytes));
    };
  }

  private static String mebi(long bytes) {
    return (bytes + (1 << 20) - 1) / (1 << 20) + " MiB";
  }
}
