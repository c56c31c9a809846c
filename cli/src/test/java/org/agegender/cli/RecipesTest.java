package org.agegender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agegender.training.TrainingConfig;
import org.agegender.training.TrainingConfigReader;
import org.agegender.training.tuning.TuningPlanReader;
import org.junit.jupiter.api.Test;

final class RecipesTest {

  private static final Path RECIPES = Path.of("..", "recipes");

  @Test
  void everyRecipeIsAConfigurationWithoutPathsOfSomebodysMachine() throws IOException {
    List<Path> recipes = yaml(RECIPES);
    assertThat(recipes).isNotEmpty();
    for (Path recipe : recipes) {
      TrainingConfig config = TrainingConfigReader.read(recipe, Map.of());
      assertThat(config.data()).as("data of %s", recipe).isEmpty();
      assertThat(config.init()).as("init of %s", recipe).doesNotStartWith("/");
    }
  }

  @Test
  void everyPlanIsOne() throws IOException {
    List<Path> plans = yaml(RECIPES.resolve("plans"));
    assertThat(plans).isNotEmpty();
    for (Path plan : plans) {
      assertThat(TuningPlanReader.read(plan).ranges()).as(plan.toString()).isNotEmpty();
    }
  }

  @Test
  void theReadmeNamesEveryRecipe() throws IOException {
    String readme = Files.readString(RECIPES.resolve("README.md"));
    for (Path recipe : yaml(RECIPES)) {
      assertThat(readme).contains("(" + recipe.getFileName() + ")");
    }
  }

  private static List<Path> yaml(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
