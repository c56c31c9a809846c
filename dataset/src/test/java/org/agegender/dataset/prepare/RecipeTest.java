package org.agegender.dataset.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.agegender.dataset.Alignment;
import org.agegender.dataset.SetDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {

  private static final SetDescription.Options OPTIONS =
      PrepareOptions.builder(Path.of("in"), Path.of("out")).build().forDescription();

  @Test
  void whatJournalsOfEarlierVersionsLackIsPutBack() {
    String json =
        "{\"source\":\"csv\",\"options\":{\"imageSize\":224,\"jpegQuality\":95,"
            + "\"maxPixels\":100000000,\"split\":[0.8,0.1,0.1],\"seed\":0,"
            + "\"minFaceScore\":1.0,\"clipAges\":false},\"listing\":\"abc\"}";
    Recipe recipe = new Recipe("csv", OPTIONS, Alignment.NONE, "abc");
    assertThat(Recipe.parse(json)).isEqualTo(recipe);
    assertThat(recipe.toJson()).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "{}", "", "{\"source\":\"csv\",\"options\":null}"})
  void whatIsNoRecipeIsNone(String json) {
    assertThat(Recipe.parse(json)).isNull();
  }
}
