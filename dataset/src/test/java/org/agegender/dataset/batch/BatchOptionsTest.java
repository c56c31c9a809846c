package org.agegender.dataset.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.agegender.core.InvalidInputException;
import org.junit.jupiter.api.Test;

final class BatchOptionsTest {

  @Test
  void trainingShufflesAndEvaluationDoesNot() {
    assertThat(BatchOptions.training(32, 64, 9).build())
        .isEqualTo(
            new BatchOptions(32, 64, Augmentation.none(), true, AgeBalance.NONE, 9, 1, 2, 0));
    assertThat(BatchOptions.evaluation(32, 64).build())
        .isEqualTo(
            new BatchOptions(32, 64, Augmentation.none(), false, AgeBalance.NONE, 0, 1, 2, 0));
  }

  @Test
  void theBuilderSetsEveryOption() {
    assertThat(
            BatchOptions.training(32, 64, 9)
                .augmentation(Augmentation.gentle())
                .balance(AgeBalance.SQRT)
                .workers(3)
                .prefetch(4)
                .cacheBytes(5)
                .build())
        .isEqualTo(
            new BatchOptions(32, 64, Augmentation.gentle(), true, AgeBalance.SQRT, 9, 3, 4, 5));
  }

  @Test
  void numbersOutOfRangeAreNamed() {
    assertRefused(() -> BatchOptions.evaluation(0, 64).build(), "batch size must be 1 to 65536");
    assertRefused(() -> BatchOptions.evaluation(1, 7).build(), "image size must be 8 to 1024");
    assertRefused(() -> BatchOptions.evaluation(1, 1025).build(), "found 1025");
    assertRefused(() -> BatchOptions.evaluation(1, 8).workers(0).build(), "workers must be 1");
    assertRefused(() -> BatchOptions.evaluation(1, 8).prefetch(0).build(), "prefetch must be 1");
    assertRefused(
        () -> BatchOptions.evaluation(1, 8).balance(AgeBalance.SQRT).build(),
        "ages can be balanced in a shuffled epoch only, found balance SQRT");
    assertRefused(() -> BatchOptions.evaluation(1, 8).cacheBytes(-1).build(), "cache bytes");
  }

  @Test
  void aBatchBeyondOneBufferIsRefused() {
    // 3 * 683 * 1024 * 1024 = 2,148,532,224 bytes, over 2^31 - 1.
    assertRefused(() -> BatchOptions.evaluation(683, 1024).build(), "use a smaller batch");
    assertThat(BatchOptions.evaluation(682, 1024).build().batchSize()).isEqualTo(682);
  }

  private static void assertRefused(Runnable building, String text) {
    assertThatThrownBy(building::run)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(text);
  }
}
