package org.agegender.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agegender.core.LabelledFace;
import org.agegender.core.Progress;
import org.agegender.dataset.PreparedSet;
import org.agegender.dataset.SetDescription;
import org.agegender.dataset.Subset;
import org.agegender.dataset.drawn.DrawnFaces;
import org.agegender.dataset.drawn.DrawnFacesOptions;
import org.agegender.dataset.drawn.DrawnSet;
import org.agegender.dataset.prepare.Preparation;
import org.agegender.dataset.prepare.PrepareOptions;
import org.agegender.dataset.source.MatFixture.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** IMDB-WIKI through the whole of preparation, with drawn pictures. */
final class PreparedWikiTest {

  @TempDir Path folder;

  @Test
  void countsOfEveryFilterAreThoseOfTheFlawsDrawn() throws IOException {
    DrawnSet drawn = draw(40, 3);

    SetDescription.Counts counts = prepare(drawn).counts();

    assertThat(counts.rejectedFor())
        .containsExactlyInAnyOrderEntriesOf(
            drawn.flaws().entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().label(), Map.Entry::getValue)));
    assertThat(counts.kept()).isEqualTo(120);
    assertThat(counts.records()).isEqualTo(120 + 7);
  }

  @Test
  void personsDoNotCrossTheSplitAndLabelsAreThoseOfTheFileNames() throws IOException {
    prepare(draw(40, 3));
    PreparedSet set = PreparedSet.open(folder.resolve("set"));

    Map<Subset, Set<String>> persons = new EnumMap<>(Subset.class);
    for (Subset subset : Subset.values()) {
      for (LabelledFace face : set.records(subset)) {
        persons.computeIfAbsent(subset, s -> new HashSet<>()).add(face.identity());
        // 07/1000007_1950-09-02_2001.jpg
        String[] name = face.source().substring(face.source().lastIndexOf('/') + 1).split("[_.-]");
        assertThat(name[0]).isEqualTo(face.identity());
        int age =
            Integer.parseInt(name[4])
                - Integer.parseInt(name[1])
                - (Integer.parseInt(name[2]) >= 7 ? 1 : 0);
        assertThat(face.age().years()).as(face.source()).isEqualTo(age);
      }
    }

    assertThat(persons).hasSize(3);
    assertThat(persons.values().stream().mapToInt(Set::size).sum()).isEqualTo(40);
    assertThat(persons.values().stream().flatMap(Set::stream).distinct()).hasSize(40);
  }

  @Test
  void pathsThatLeaveTheFolderAreRejected() throws IOException {
    DrawnSet drawn = draw(3, 1);
    Files.writeString(folder.resolve("secret.jpg"), "not for you");
    Files.createSymbolicLink(drawn.folder().resolve("link.jpg"), folder.resolve("secret.jpg"));
    try (Stream<Path> pictures = Files.walk(drawn.folder())) {
      List<String> good =
          pictures
              .map(picture -> drawn.folder().relativize(picture).toString())
              .filter(name -> name.matches("0[0-2]/.*jpg"))
              .toList();
      List<Row> rows =
          Stream.concat(
                  good.stream(),
                  Stream.of(
                      "../secret.jpg",
                      "../../../../../etc/passwd",
                      folder.resolve("secret.jpg").toString(),
                      "link.jpg",
                      "nul\0.jpg"))
              .map(Row::of)
              .toList();
      MatFixture.write(drawn.metadata(), "wiki", MatFixture.struct(rows));

      SetDescription.Counts counts = prepare(drawn).counts();

      assertThat(good).hasSize(3);
      assertThat(counts.kept()).isEqualTo(3);
      assertThat(counts.rejectedFor()).containsExactly(Map.entry("unsafe-path", 5));
    }
  }

  private DrawnSet draw(int people, int photos) throws IOException {
    return DrawnFaces.write(
        folder, new DrawnFacesOptions(people, photos, 32, 3), Progress.silent());
  }

  private SetDescription prepare(DrawnSet drawn) throws IOException {
    PrepareOptions options =
        PrepareOptions.builder(drawn.folder(), folder.resolve("set")).imageSize(32).build();
    FaceSource source = ImdbWikiSource.wiki(drawn.folder(), drawn.metadata(), 1.0);
    return Preparation.run(source, options, Progress.silent()).description();
  }
}
