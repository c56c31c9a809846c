package org.agegender.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TileTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 639, 640, 641, 700, 1184, 1185, 4000, 12000})
  void everyFaceOfTheSharedSizeLiesWholeInATile(int length) {
    List<Tile> tiles = Tile.cover(length, 500, 640);
    for (int x = 0; x + Tile.SHARED <= length; x++) {
      int start = x;
      assertThat(tiles)
          .as("face at %d of %d", x, length)
          .anyMatch(t -> t.x() <= start && start + Tile.SHARED <= t.x() + t.width());
    }
    assertThat(tiles).allMatch(t -> t.x() >= 0 && t.x() + t.width() <= length);
    assertThat(tiles).hasSizeLessThanOrEqualTo(1 + length / (640 - Tile.SHARED));
  }

  @Test
  void onlyInnerEdgesCut() {
    Tile first = Tile.cover(1000, 600, 640).get(0);
    assertThat(first.cuts(WhiteSquares.candidate(0, 0, 50, 50, 1))).isFalse();
    assertThat(first.cuts(WhiteSquares.candidate(589, 550, 50, 50, 1))).isTrue();
    assertThat(first.cuts(WhiteSquares.candidate(570, 560, 50, 50, 1))).isFalse();
  }
}
