package org.agegender.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.agegender.core.Age;
import org.agegender.core.FaceBox;
import org.agegender.core.Gender;
import org.agegender.dataset.source.MatFixture.Row;
import org.agegender.dataset.source.Rejection.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Struct;

final class ImdbWikiSourceTest {

  private static final double NONE = Double.NEGATIVE_INFINITY;

  @TempDir Path folder;

  @Test
  void aGoodRowBecomesACandidate() throws IOException {
    Listing listing = wiki(1.0, Row.of("17/10000217_1981-05-05_2009.jpg"));

    assertThat(listing.rejections()).isEmpty();
    assertThat(listing.candidates())
        .containsExactly(
            new Candidate(
                "17/10000217_1981-05-05_2009.jpg",
                folder.resolve("17/10000217_1981-05-05_2009.jpg"),
                new Age(28),
                Gender.MALE,
                "10000217",
                ""));
  }

  @Test
  void eachFilterNamesItsReason() throws IOException {
    Listing listing =
        wiki(
            1.0,
            Row.of("no-face").score(NONE),
            Row.of("low").score(0.99),
            Row.of("nan").score(Double.NaN),
            Row.of("two").second(1.5),
            Row.of("methuselah").dob(1),
            Row.of("unborn").taken(1980),
            Row.of("dateless").dob(Double.NaN),
            Row.of("unknown").gender(Double.NaN),
            Row.of("third").gender(2));

    assertThat(listing.candidates()).isEmpty();
    assertThat(listing.rejections())
        .containsExactly(
            new Rejection("no-face", Reason.LOW_FACE_SCORE, "no face found"),
            new Rejection("low", Reason.LOW_FACE_SCORE, "face score 0.99 is below 1.0"),
            new Rejection("nan", Reason.LOW_FACE_SCORE, "face score NaN is below 1.0"),
            new Rejection("two", Reason.SECOND_FACE, "score of the second face 1.5"),
            new Rejection("methuselah", Reason.AGE_OUT_OF_RANGE, "age 2009"),
            new Rejection("unborn", Reason.AGE_OUT_OF_RANGE, "age -1"),
            new Rejection(
                "dateless",
                Reason.AGE_OUT_OF_RANGE,
                "date of birth NaN and year 2009.0 are no dates"),
            new Rejection("unknown", Reason.GENDER_UNKNOWN, "gender NaN"),
            new Rejection("third", Reason.GENDER_UNKNOWN, "gender 2.0"));
  }

  @Test
  void theFirstFilterThatBitesNamesTheReason() throws IOException {
    Row bad = Row.of("a").score(NONE).second(2).dob(1).gender(Double.NaN);
    Listing listing = wiki(1.0, bad, bad.score(3), bad.score(3).second(Double.NaN));

    assertThat(listing.rejections().stream().map(Rejection::reason))
        .containsExactly(Reason.LOW_FACE_SCORE, Reason.SECOND_FACE, Reason.AGE_OUT_OF_RANGE);
  }

  @Test
  void theFaceScoreLimitIsTheUsers() throws IOException {
    Row[] rows = {Row.of("a").score(2.9), Row.of("b").score(3), Row.of("c").score(NONE)};

    assertThat(wiki(3, rows).candidates()).extracting(Candidate::key).containsExactly("b");
    assertThat(wiki(NONE, rows).candidates()).hasSize(3);
  }

  @Test
  void imdbKnowsPersonsByCelebIdAndElseByThePath() throws IOException {
    List<Row> rows =
        List.of(
            Row.of("01/nm0000001_rm124825600_1899-5-10_1968.jpg").id(6488).dob(693_726).taken(1968),
            Row.of("02/nm0000002_rm1_1924-9-16_2004.jpg").dob(702_987).taken(2004));
    Path mat =
        MatFixture.write(
            folder.resolve("imdb.mat"),
            "imdb",
            MatFixture.struct(rows)
                .set("celeb_names", MatFixture.texts(List.of("x", "y")))
                .set("celeb_id", MatFixture.numbers(rows, Row::id)));

    Listing listing = ImdbWikiSource.imdb(folder, mat, 1.0).list();

    assertThat(listing.candidates())
        .extracting(Candidate::identity)
        .containsExactly("6488", "nm0000002");
    // 10 May 1899 is 69 in mid-1968; 16 September 1924 is 79 in mid-2004.
    assertThat(listing.candidates()).extracting(c -> c.age().years()).containsExactly(69, 79);
  }

  @Test
  void keysStayUniqueWherePathsOccurTwice() throws IOException {
    Listing listing =
        wiki(1.0, Row.of("1/7_x.jpg"), Row.of("1/7_x.jpg").score(0), Row.of("1/7_x.jpg"));

    assertThat(listing.candidates())
        .extracting(Candidate::key)
        .containsExactly("1/7_x.jpg", "1/7_x.jpg#3");
    assertThat(listing.rejections()).extracting(Rejection::key).containsExactly("1/7_x.jpg#2");
    assertThat(listing.candidates())
        .extracting(Candidate::picture)
        .containsOnly(folder.resolve("1/7_x.jpg"));
  }

  @Test
  void theFaceLocationGoesWithTheRecord() throws IOException {
    Struct struct =
        MatFixture.struct(
            List.of(Row.of("a"), Row.of("b").score(NONE), Row.of("c"), Row.of("d"), Row.of("e")));
    struct.set("face_location", Mat5.newCell(1, 5));
    double nan = Double.NaN;
    double[][] locations = {
      {11, 21, 61.4, 81}, {11, 21, 61, 81}, {11, 21, 11, 81}, {nan, 21, 61, 81}
    };
    Cell cell = struct.get("face_location");
    for (int row = 0; row < locations.length; row++) {
      Matrix box = Mat5.newMatrix(1, 4);
      for (int edge = 0; edge < 4; edge++) {
        box.setDouble(edge, locations[row][edge]);
      }
      cell.set(row, box);
    }
    cell.set(4, Mat5.newString("nowhere"));

    assertThat(wiki(NONE, struct).candidates())
        .extracting(Candidate::face)
        .containsExactly(
            Optional.of(new FaceBox(10, 20, 50, 60)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  @Test
  void aFileWithoutFaceLocationsWillDo() throws IOException {
    Struct struct = MatFixture.struct(List.of(Row.of("a")));
    struct.remove("face_location");

    assertThat(wiki(1.0, struct).candidates())
        .extracting(Candidate::face)
        .containsExactly(Optional.empty());
  }

  @Test
  void aPathNoFileSystemTakesIsRejected() throws IOException {
    Listing listing = wiki(1.0, Row.of("1/nul\0byte.jpg"));

    assertThat(listing.candidates()).isEmpty();
    assertThat(listing.rejections())
        .extracting(Rejection::reason)
        .containsExactly(Reason.UNSAFE_PATH);
  }

  @Test
  void aPictureWithoutUnderscoreHasNoKnownPerson() throws IOException {
    assertThat(wiki(1.0, Row.of("00/plain.jpg")).candidates())
        .extracting(Candidate::identity)
        .containsExactly("");
  }

  @Test
  void theHashFollowsTheFileAndTheOptions() throws IOException {
    Path mat =
        MatFixture.write(
            folder.resolve("wiki.mat"),
            MatFixture.bytes("wiki", MatFixture.struct(MatFixture.rows(3)), 1));
    String hash = ImdbWikiSource.wiki(folder, mat, 1.0).list().hash();

    assertThat(hash).hasSize(64).isEqualTo(ImdbWikiSource.wiki(folder, mat, 1).list().hash());
    assertThat(hash).isNotEqualTo(ImdbWikiSource.wiki(folder, mat, 2).list().hash());
    MatFixture.write(mat, "wiki", MatFixture.struct(MatFixture.rows(4)));
    assertThat(hash).isNotEqualTo(ImdbWikiSource.wiki(folder, mat, 1).list().hash());
  }

  private Listing wiki(double minFaceScore, Row... rows) throws IOException {
    return wiki(minFaceScore, MatFixture.struct(List.of(rows)));
  }

  private Listing wiki(double minFaceScore, Struct struct) throws IOException {
    Path mat = MatFixture.write(folder.resolve("wiki.mat"), "wiki", struct);
    return ImdbWikiSource.wiki(folder, mat, minFaceScore).list();
  }
}
