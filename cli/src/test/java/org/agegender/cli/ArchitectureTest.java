package org.agegender.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who may use whom: the table of modules in docs/architecture.md. */
@AnalyzeClasses(
    packages = "org.agegender",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
final class ArchitectureTest {

  /** Jars of test classes, as other modules lend them. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(com.tngtech.archunit.core.importer.Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String ROOT = "org.agegender.";

  /** Classes that the compiler of protocol buffers writes. */
  private static final String GENERATED = "org.agegender.training.onnx.proto..";

  /** Packages of libraries that must stay behind our own types. */
  private static final List<String> ENGINES =
      List.of(
          "org.bytedeco.",
          "ai.onnxruntime.",
          "com.google.protobuf.",
          "us.hebi.",
          "com.fasterxml.",
          "de.siegmar.",
          "java.sql.",
          "org.duckdb.",
          "me.tongfei.",
          "io.javalin.",
          "io.micrometer.",
          "jakarta.",
          "org.eclipse.jetty.");

  @ArchTest
  private static final ArchRule coreUsesNothingButTheJdk =
      mayUse("core", "java..", "org.jspecify..");

  @ArchTest
  private static final ArchRule modelsUseCoreAndTheJdk =
      mayUse("models", "java..", "org.jspecify..", "org.agegender.core..");

  @ArchTest
  private static final ArchRule onlyTheDownloaderIsAClientOfTheNetwork =
      onlyIn("org.agegender.models..", "java.net.http..");

  @ArchTest private static final ArchRule visionUsesCore = mayUseOfOurs("vision", "core");

  @ArchTest
  private static final ArchRule datasetUsesCoreAndVision =
      mayUseOfOurs("dataset", "core", "vision");

  @ArchTest
  private static final ArchRule trainingNeverSeesInference =
      mayUseOfOurs("training", "core", "vision", "dataset");

  @ArchTest
  private static final ArchRule inferenceNeverSeesTrainingOrDataSets =
      mayUseOfOurs("inference", "core", "models", "vision");

  @ArchTest
  private static final ArchRule evaluationNeverSeesTraining =
      mayUseOfOurs("evaluation", "core", "vision", "dataset", "inference");

  @ArchTest
  private static final ArchRule serverSeesNothingButInference =
      mayUseOfOurs("server", "core", "vision", "inference");

  @ArchTest
  private static final ArchRule theHttpServerStaysInServer =
      onlyIn(
          "org.agegender.server..",
          "io.javalin..",
          "io.micrometer..",
          "jakarta..",
          "org.eclipse.jetty..");

  @ArchTest
  private static final ArchRule libtorchStaysInOnePackage =
      onlyIn("org.agegender.training.torch..", "org.bytedeco.pytorch..");

  @ArchTest
  private static final ArchRule openCvStaysInVision =
      onlyIn("org.agegender.vision..", "org.bytedeco.opencv..");

  @ArchTest
  private static final ArchRule databasesStayInTheReaderOfParquet =
      onlyIn("org.agegender.dataset.parquet..", "java.sql..", "org.duckdb..");

  @ArchTest
  private static final ArchRule onnxRuntimeStaysInInferenceAndTheDetector =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.agegender.inference..", "org.agegender.vision.detect..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.onnxruntime..");

  @ArchTest
  private static final ArchRule generatedMessagesStayInTheOnnxWriter =
      onlyIn("org.agegender.training.onnx..", GENERATED);

  @ArchTest
  private static final ArchRule theArgumentParserStaysInTheCommandLine =
      onlyIn("org.agegender.cli..", "picocli..", "me.tongfei..");

  @ArchTest
  private static final ArchRule packagesHaveNoCycles =
      slices().matching("org.agegender.(**)").should().beFreeOfCycles();

  @ArchTest
  private static final ArchRule noEngineTypesInPublicSignatures =
      classes()
          .that()
          .arePublic()
          .and()
          .resideOutsideOfPackages("org.agegender.cli..", GENERATED)
          .should(
              new ArchCondition<>("have no type of an engine in a public signature") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  signatures(type)
                      .filter(named -> ENGINES.stream().anyMatch(named.type()::startsWith))
                      .forEach(
                          named ->
                              events.add(
                                  SimpleConditionEvent.violated(
                                      type, named.member() + " names " + named.type())));
                }
              });

  @ArchTest
  private static final ArchRule onlyTheConsoleWritesToTheScreen =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.agegender.cli.console..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  private record Named(String member, String type) {}

  private static Stream<Named> signatures(JavaClass type) {
    Stream<Named> codeUnits =
        type.getCodeUnits().stream()
            .filter(unit -> isVisible(unit.getModifiers()))
            .flatMap(ArchitectureTest::types);
    Stream<Named> fields =
        type.getFields().stream()
            .filter(field -> isVisible(field.getModifiers()))
            .map(field -> new Named(field.getFullName(), typeName(field)));
    return Stream.concat(codeUnits, fields);
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static Stream<Named> types(JavaCodeUnit unit) {
    return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
        .flatMap(signature -> signature.getAllInvolvedRawTypes().stream())
        .map(type -> new Named(unit.getFullName(), type.getName()));
  }

  private static String typeName(JavaField field) {
    return field.getRawType().getName();
  }

  private static ArchRule mayUse(String module, String... packages) {
    return classes()
        .that()
        .resideInAPackage(ROOT + module + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(packages).or(resideInAPackage(ROOT + module + "..")));
  }

  /** Of our own modules, these only; libraries are judged by the other rules. */
  private static ArchRule mayUseOfOurs(String module, String... modules) {
    String[] packages = Stream.of(modules).map(name -> ROOT + name + "..").toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(ROOT + module + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(packages)
                .or(resideInAPackage(ROOT + module + ".."))
                .or(not(resideInAPackage("org.agegender.."))));
  }

  private static ArchRule onlyIn(String home, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries);
  }
}
