package org.agegender.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RequestBodyTest {

  @Test
  void whatThereIsNoMemoryForIsGivenBack() {
    BodyBudget budget = new BodyBudget(Long.MAX_VALUE);
    try (RequestBody body = new RequestBody(budget)) {
      body.grow(1000);
      assertThatThrownBy(() -> body.grow(Integer.MAX_VALUE)).isInstanceOf(OutOfMemoryError.class);
    }
    assertThat(budget.taken()).isZero();
  }
}
