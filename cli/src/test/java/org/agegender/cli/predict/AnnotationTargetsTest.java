package org.agegender.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.agegender.core.InvalidInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnnotationTargetsTest {

  @TempDir private Path base;
  private Path results;

  @BeforeEach
  void makeResults() throws IOException {
    results = Files.createDirectory(base.resolve("results")).toRealPath();
  }

  private Path file(String name) throws IOException {
    Path file = base.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, new byte[] {1});
  }

  private List<String> targets(Path... named) throws IOException {
    PictureList list = PictureList.of(List.of(named), Optional.of(results));
    return AnnotationTargets.of(results, list.entries()).stream()
        .map(target -> results.relativize(target).toString())
        .toList();
  }

  @Test
  void foldersAreLaidOutAsCpWould() throws IOException {
    file("photos/a.jpg");
    file("photos/2020/b.PNG");
    assertThat(targets(base.resolve("photos")))
        .containsExactly("photos/2020/b.PNG", "photos/a.jpg");
    assertThat(targets(base.resolve("photos/2020/..")))
        .containsExactly("photos/2020/b.PNG", "photos/a.jpg");
    assertThat(targets(base.resolve("photos/a.jpg"))).containsExactly("a.jpg");
  }

  @Test
  void formatsThatAreNotWrittenBecomeJpeg() throws IOException {
    assertThat(targets(file("a.webp"), file("b.tiff"), file("jpg")))
        .containsExactly("a.webp.jpg", "b.tiff.jpg", "jpg.jpg");
  }

  @Test
  void noTwoPicturesShareAFile() throws IOException {
    assertThat(
            targets(
                file("a/x.jpg"),
                file("b/x.jpg"),
                file("c/X.JPG"),
                file("d/x-2.jpg"),
                file("e/x.bmp"),
                file("f/x.bmp.jpg"),
                file("a/x.jpg")))
        .containsExactly(
            "x.jpg", "x-2.jpg", "X-3.JPG", "x-2-2.jpg", "x.bmp.jpg", "x.bmp-2.jpg", "x-4.jpg");
  }

  @Test
  void aFileNeverTakesTheNameOfAFolder() throws IOException {
    file("p/x.jpg/y.jpg");
    assertThat(targets(file("q/x.jpg"), base.resolve("p/x.jpg")))
        .containsExactly("x-2.jpg", "x.jpg/y.jpg");
  }

  @Test
  void aPictureIsNeverItsOwnTargetNorAnothers() throws IOException {
    assertThat(targets(file("results/a.jpg"), file("b/a.jpg")))
        .containsExactly("a-2.jpg", "a-3.jpg");
    Path link = Files.createSymbolicLink(base.resolve("linked"), results);
    assertThat(targets(link.resolve("a.jpg"))).containsExactly("a-2.jpg");
  }

  @Test
  void namesThatPointUpwardsStayBelowTheFolder() throws IOException {
    file("photos/a.jpg");
    for (String name : List.of("photos/../photos", "results/../photos/.")) {
      assertThat(targets(base.resolve(name))).containsExactly("photos/a.jpg");
    }
    List<PictureList.Entry> forged =
        List.of(new PictureList.Entry(base.resolve("a.jpg"), Path.of("../../a.jpg")));
    assertThatThrownBy(() -> AnnotationTargets.of(results, forged))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLinkThatLeadsOutOfTheFolderIsRefused() throws IOException {
    Path elsewhere = Files.createDirectory(base.resolve("elsewhere"));
    Files.createSymbolicLink(results.resolve("photos"), elsewhere);
    assertThatThrownBy(
            () -> AnnotationTargets.makeFolders(results, results.resolve("photos/sub/a.jpg")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must stay in")
        .hasMessageContaining("elsewhere");
  }
}
