package org.agegender.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.agegender.core.AgeInterval;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.source.AppaRealSource.Kind;
import org.agegender.dataset.source.Rejection.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets whose labels are in tables beside their pictures. */
class TabledSourcesTest {

  @TempDir Path folder;

  @Test
  void fairFaceKeepsItsRanges() throws IOException {
    write(
        "fairface_label_val.csv",
        "file,age,gender,race,service_test",
        "val/1.jpg,0-2,Male,East Asian,True",
        "val/2.jpg,more than 70,Female,Latino_Hispanic,False",
        "val/3.jpg,9-Mar,Female,Black,False",
        "val/4.jpg,4-9,Female,Black,False",
        "val/5.jpg,20-29,,Black,False",
        "val/1.jpg,3-9,Male,Indian,True");
    Listing listing = FairFaceSource.of(folder, Optional.empty()).list();
    assertThat(listing.bins()).contains(FairFaceSource.BINS);
    assertThat(listing.candidates())
        .extracting(
            Candidate::key,
            c -> c.age().years(),
            c -> c.label().range(),
            c -> c.gender().orElseThrow(),
            Candidate::group,
            Candidate::part)
        .containsExactly(
            tuple("val/1.jpg", 1, new AgeInterval(0, 2), Gender.MALE, "East Asian", "val"),
            tuple(
                "val/2.jpg", 74, new AgeInterval(70, 100), Gender.FEMALE, "Latino_Hispanic", "val"),
            tuple("val/1.jpg (line 7)", 6, new AgeInterval(3, 9), Gender.MALE, "Indian", "val"));
    assertThat(listing.rejections())
        .extracting(Rejection::key, Rejection::reason)
        .containsExactly(
            tuple("val/3.jpg", Reason.AGE_UNKNOWN),
            tuple("val/4.jpg", Reason.AGE_UNKNOWN),
            tuple("val/5.jpg", Reason.GENDER_UNKNOWN));
    assertThat(listing.rejections().get(0).detail())
        .isEqualTo(
            "fairface_label_val.csv line 4: age must be a range of FairFace such as 3-9 or more"
                + " than 70, found '9-Mar'");
  }

  @Test
  void fairFaceNeedsOneOfItsTables() {
    assertThatThrownBy(() -> FairFaceSource.of(folder, Optional.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("fairface_label_train.csv or fairface_label_val.csv, found neither");
  }

  @Test
  void adienceTakesWhatLiesWithinARangeAndNamesTheRest() throws IOException {
    Files.createDirectories(folder.resolve("faces"));
    adience(
        0,
        "30601258@N03\ta.jpg\t1\t(25, 32)\tf",
        "30601258@N03\ta.jpg\t2\t(27, 32)\tm",
        "30601258@N03\ta.jpg\t3\t(8, 23)\tm",
        "30601258@N03\ta.jpg\t4\tNone\tm",
        "30601258@N03\ta.jpg\t5\t35\tm",
        "30601258@N03\ta.jpg\t6\t29\tm",
        "30601258@N03\ta.jpg\t7\t(4, 6)\tu",
        "30601258@N03\ta.jpg\t8\t(4, 6)\t",
        "30601258@N03\ta.jpg\t9\t(38, 48)\tm");
    for (int fold = 1; fold < 5; fold++) {
      adience(fold, fold + "@N\tb.jpg\t1\t(60, 100)\tf");
    }
    Listing listing = AdienceSource.of(folder).list();
    assertThat(listing.bins()).contains(AdienceSource.BINS);
    assertThat(listing.candidates())
        .extracting(c -> c.age().years(), c -> c.label().range(), Candidate::part)
        .containsExactly(
            tuple(28, new AgeInterval(25, 32), "0"),
            tuple(28, new AgeInterval(25, 32), "0"),
            tuple(29, new AgeInterval(25, 32), "0"),
            tuple(64, new AgeInterval(60, 100), "1"),
            tuple(64, new AgeInterval(60, 100), "2"),
            tuple(64, new AgeInterval(60, 100), "3"),
            tuple(64, new AgeInterval(60, 100), "4"));
    assertThat(listing.candidates().get(0).key())
        .isEqualTo("faces/30601258@N03/coarse_tilt_aligned_face.1.a.jpg");
    assertThat(listing.candidates().get(0).identity()).isEqualTo("30601258@N03");
    assertThat(listing.rejections())
        .extracting(r -> r.detail().replaceAll("found.*|: (age|gender).*", ""), Rejection::reason)
        .containsExactly(
            tuple("fold_0_data.txt line 4", Reason.AGE_UNKNOWN),
            tuple("fold_0_data.txt line 5", Reason.AGE_UNKNOWN),
            tuple("fold_0_data.txt line 6", Reason.AGE_UNKNOWN),
            tuple("fold_0_data.txt line 8", Reason.GENDER_UNKNOWN),
            tuple("fold_0_data.txt line 9", Reason.GENDER_UNKNOWN),
            tuple("fold_0_data.txt line 10", Reason.AGE_UNKNOWN));
  }

  @Test
  void adienceIsReadFromItsAlignedFacesToo() throws IOException {
    Files.createDirectories(folder.resolve("aligned"));
    for (int fold = 0; fold < 5; fold++) {
      adience(fold, fold + "@N\tb.jpg\t1\t(60, 100)\tf");
    }
    assertThat(AdienceSource.of(folder).list().candidates().get(0).key())
        .isEqualTo("aligned/0@N/landmark_aligned_face.1.b.jpg");
    Files.delete(folder.resolve("fold_3_data.txt"));
    assertThatThrownBy(() -> AdienceSource.of(folder).list())
        .hasMessageContaining("fold_3_data.txt: there is no such file of labels");
    Files.delete(folder.resolve("aligned"));
    assertThatThrownBy(() -> AdienceSource.of(folder).list())
        .hasMessageContaining("must hold the folder faces or aligned");
  }

  @Test
  void appaRealHasRealAndApparentAges() throws IOException {
    String header = "file_name,num_ratings,apparent_age_avg,apparent_age_std,real_age";
    write("gt_avg_train.csv", header, "000000.jpg,36,5.0555,1.7154,4", "000001.jpg,1,30.5,0.0,31");
    write("gt_avg_valid.csv", header, "005613.jpg,34,17.47,4.27,17", "005614.jpg,3,,,105");
    Listing real = AppaRealSource.of(folder, Kind.REAL).list();
    assertThat(real.candidates())
        .extracting(Candidate::key, c -> c.age().years(), Candidate::gender, Candidate::part)
        .containsExactly(
            tuple("train/000000.jpg_face.jpg", 4, Optional.empty(), "train"),
            tuple("train/000001.jpg_face.jpg", 31, Optional.empty(), "train"),
            tuple("valid/005613.jpg_face.jpg", 17, Optional.empty(), "val"));
    assertThat(real.candidates().get(0).label().deviation()).isEmpty();
    assertThat(real.rejections())
        .extracting(Rejection::detail)
        .containsExactly("gt_avg_valid.csv line 3: age must be 0..100, found 105");
    Listing apparent = AppaRealSource.of(folder, Kind.APPARENT).list();
    assertThat(apparent.candidates())
        .extracting(c -> c.age().years(), c -> c.label().deviation().orElse(-1))
        .containsExactly(tuple(5, 1.7154), tuple(31, -1.0), tuple(17, 4.27));
    assertThat(apparent.rejections())
        .extracting(Rejection::detail)
        .containsExactly(
            "gt_avg_valid.csv line 3: apparent_age_avg must be a number of years, found ''");
    assertThat(apparent.hash()).isNotEqualTo(real.hash());
  }

  @Test
  void appaRealNeedsATable() {
    assertThatThrownBy(() -> AppaRealSource.of(folder, Kind.REAL).list())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must hold gt_avg_train.csv");
  }

  private void adience(int fold, String... rows) throws IOException {
    StringBuilder text =
        new StringBuilder(
            "user_id\toriginal_image\tface_id\tage\tgender\tx\ty\tdx\tdy\ttilt_ang"
                + "\tfiducial_yaw_angle\tfiducial_score\n");
    for (String row : rows) {
      text.append(row).append("\t0\t0\t90\t90\t-5\t0\t14\n");
    }
    Files.writeString(folder.resolve("fold_%d_data.txt".formatted(fold)), text);
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }
}
