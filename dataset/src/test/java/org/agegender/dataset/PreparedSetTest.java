package org.agegender.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.agegender.core.Age;
import org.agegender.core.AgeInterval;
import org.agegender.core.AgeLabel;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.core.LabelledFace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedSetTest {

  @TempDir Path outside;
  private Path folder;

  @BeforeEach
  void pictures() throws IOException {
    folder = Files.createDirectories(outside.resolve("set"));
    Files.createDirectories(folder.resolve("crop"));
    Files.createFile(folder.resolve("crop/a.jpg"));
    Files.createFile(folder.resolve("crop/b, \"the second\".jpg"));
  }

  @Test
  void readsQuotedNamesAndColumnsInAnyOrder() throws IOException {
    train(
        "gender,Age,filename,extra\n1,37,\"crop/b, \"\"the second\"\".jpg\",x\nf,0,crop/a.jpg,\n");
    PreparedSet set = PreparedSet.open(folder);
    assertThat(set.records(Subset.TRAIN))
        .containsExactly(
            new LabelledFace("crop/b, \"the second\".jpg", new Age(37), Gender.MALE, "", "", ""),
            new LabelledFace("crop/a.jpg", new Age(0), Gender.FEMALE, "", "", ""));
    assertThat(set.picture(set.records(Subset.TRAIN).get(0))).exists();
    assertThat(set.imageSize()).isEmpty();
  }

  @Test
  void readsAllColumnsAfterAByteOrderMark() throws IOException {
    train("\uFEFFfilename,age,gender,source,identity,group\ncrop/a.jpg,5,0,wiki/x.jpg,nm7,Asian\n");
    assertThat(PreparedSet.open(folder).records(Subset.TRAIN))
        .containsExactly(
            new LabelledFace(
                "crop/a.jpg", new Age(5), Gender.FEMALE, "wiki/x.jpg", "nm7", "Asian"));
  }

  @Test
  void faultsNameFileAndLine() throws IOException {
    refused("crop/a.jpg,214,0", "train.csv line 2: age must be 0..100, found 214; fix or remove");
    refused("crop/a.jpg,-1,0", "train.csv line 2: age must be 0..100, found -1; fix or remove");
    refused("crop/a.jpg,old,0", "line 2: age must be a whole number 0..100, found 'old'");
    refused("crop/a.jpg,,0", "line 2: age must be a whole number 0..100, found ''");
    refused("crop/a.jpg,99999999999,0", "line 2: age must be a whole number");
    refused(
        "crop/a.jpg,3,2",
        "line 2: gender must be 0 (female), 1 (male) or empty where unknown, found '2'");
    refused("crop/a.jpg,3", "line 2: must have 3 fields as the header has, found 2");
    refused("crop/c.jpg,3,1", "line 2: the picture crop/c.jpg is not in the folder");
  }

  @Test
  void labelsMayBeRangesWithDeviationsAndGendersUnknown() throws IOException {
    train(
        "filename,age,gender,age_low,age_high,age_deviation\n"
            + "crop/a.jpg,14,,10,19,\n\"crop/b, \"\"the second\"\".jpg\",37,1,,,2.75\n");
    PreparedSet set = PreparedSet.open(folder);
    assertThat(set.records(Subset.TRAIN))
        .containsExactly(
            new LabelledFace(
                "crop/a.jpg",
                AgeLabel.within(new AgeInterval(10, 19)),
                Optional.empty(),
                "",
                "",
                ""),
            new LabelledFace(
                "crop/b, \"the second\".jpg",
                AgeLabel.exact(new Age(37)).withDeviation(2.75),
                Optional.of(Gender.MALE),
                "",
                "",
                ""));
    assertThatThrownBy(() -> set.recordsWithGender(Subset.TRAIN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "training takes faces of known gender, 1 of 2 in train.csv have none");
  }

  @Test
  void rangesThatMakeNoSenseAreRefused() throws IOException {
    refusedRange("15,19,", "age_low..age_high must hold the age 14, found 15..19");
    refusedRange("19,10,", "age_low must not be above age_high, found 19..10");
    refusedRange("10,101,", "age_high must be 0..100, found 101");
    refusedRange("x,19,", "age_low must be a whole number 0..100, found 'x'");
    refusedRange("10,19,-1", "age_deviation must be a number of years, 0 or more, found '-1'");
    refusedRange("10,19,NaN", "age_deviation must be a number of years, 0 or more, found 'NaN'");
  }

  private void refusedRange(String fields, String message) throws IOException {
    train("filename,age,gender,age_low,age_high,age_deviation\ncrop/a.jpg,14,1," + fields + "\n");
    assertThatThrownBy(() -> PreparedSet.open(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("train.csv line 2: " + message);
  }

  @Test
  void namesMustNotLeaveTheFolder() throws IOException {
    Files.createFile(outside.resolve("secret.jpg"));
    refused("../secret.jpg,3,1", "line 2: the picture ../secret.jpg leaves the folder");
    refused("../../etc/passwd,3,1", "line 2: the picture ../../etc/passwd leaves the folder");
    refused(outside.resolve("secret.jpg") + ",3,1", "leaves the folder");
    refused("\"crop/a\u0000.jpg\",3,1", "is no file name on this machine");
    refused(".,3,1", "leaves the folder");
    Files.createSymbolicLink(folder.resolve("crop/l.jpg"), outside.resolve("secret.jpg"));
    refused("crop/l.jpg,3,1", "crop/l.jpg is a symbolic link out of the folder");
    Files.createSymbolicLink(folder.resolve("out"), outside);
    refused("out/secret.jpg,3,1", "out/secret.jpg passes a symbolic link out of the folder");
  }

  @Test
  void linksWithinTheFolderAreFollowed() throws IOException {
    Files.createSymbolicLink(folder.resolve("crop/l.jpg"), Path.of("a.jpg"));
    train("filename,age,gender\ncrop/l.jpg,3,1\n");
    assertThat(PreparedSet.open(folder).records(Subset.TRAIN)).hasSize(1);
  }

  @Test
  void wrongColumnsAreNamed() throws IOException {
    train("file,age,gender\ncrop/a.jpg,3,1\n");
    assertThatThrownBy(() -> PreparedSet.open(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("train.csv line 1")
        .hasMessageContaining("filename is missing among file,age,gender");
    train("filename,age,gender,AGE\ncrop/a.jpg,3,1,4\n");
    assertThatThrownBy(() -> PreparedSet.open(folder)).hasMessageContaining("two named age");
    train("");
    assertThatThrownBy(() -> PreparedSet.open(folder)).hasMessageContaining("train.csv: is empty");
  }

  @Test
  void missingPartsAreNamedWhenAskedFor() throws IOException {
    train("filename,age,gender\ncrop/a.jpg,3,1\n");
    Files.writeString(folder.resolve("val.csv"), "filename,age,gender\n");
    PreparedSet set = PreparedSet.open(folder);
    assertThatThrownBy(() -> set.records(Subset.TEST))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no test part (test.csv is missing); it has: train");
    assertThatThrownBy(() -> set.records(Subset.VAL))
        .hasMessageContaining("no val part (val.csv has no rows)");
    assertThatThrownBy(() -> PreparedSet.open(outside)).hasMessageContaining("is no prepared set");
    assertThatThrownBy(() -> PreparedSet.open(outside.resolve("nowhere")))
        .hasMessageContaining("there is no such folder");
  }

  @Test
  void hashFollowsTheContentNotThePlace() throws IOException {
    train("filename,age,gender\ncrop/a.jpg,3,1\n");
    String first = PreparedSet.open(folder).hash();
    Path moved = Files.move(folder, outside.resolve("moved"));
    assertThat(PreparedSet.open(moved).hash()).isEqualTo(first).hasSize(64);
    Files.writeString(moved.resolve("train.csv"), "filename,age,gender\ncrop/a.jpg,4,1\n");
    assertThat(PreparedSet.open(moved).hash()).isNotEqualTo(first);
  }

  private void train(String csv) throws IOException {
    Files.writeString(folder.resolve("train.csv"), csv);
  }

  private void refused(String row, String message) throws IOException {
    train("filename,age,gender\n" + row + "\n");
    assertThatThrownBy(() -> PreparedSet.open(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }
}
