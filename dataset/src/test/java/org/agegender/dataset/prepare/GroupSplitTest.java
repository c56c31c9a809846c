package org.agegender.dataset.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.InvalidInputException;
import org.agegender.dataset.Subset;
import org.agegender.dataset.prepare.GroupSplit.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupSplitTest {

  @Test
  void sharesAreExactToWithinTheLargestGroup() {
    Random random = new Random(1);
    for (int round = 0; round < 300; round++) {
      List<Member> members = members(random, 1 + random.nextInt(60), 1 + random.nextInt(40));
      SplitShares shares = shares(random);
      Map<String, Subset> split = GroupSplit.of(members, shares, round);
      int largest = sizes(members).values().stream().max(Integer::compare).orElseThrow();
      assertShares(split, members, shares, member -> true, largest);
    }
  }

  @Test
  void everyStratumHasItsSharesToTwiceTheLargestGroup() {
    Random random = new Random(2);
    List<Member> members = members(random, 5000, 1);
    Map<String, Subset> split = GroupSplit.of(members, SplitShares.DEFAULT, 7);
    for (int decade = 0; decade <= 100; decade += 10) {
      for (Gender gender : Gender.values()) {
        int wanted = decade;
        assertShares(
            split,
            members,
            SplitShares.DEFAULT,
            member ->
                member.age().decade() == wanted && member.gender().equals(Optional.of(gender)),
            2);
      }
    }
  }

  @Test
  void repeatsFromTheSeedWhateverTheOrderOfRecords() {
    Random random = new Random(3);
    List<Member> members = members(random, 200, 5);
    Map<String, Subset> first = parts(members, 5);
    List<Member> shuffled = new ArrayList<>(members);
    Collections.shuffle(shuffled, random);
    assertThat(parts(shuffled, 5)).isEqualTo(first);
    assertThat(parts(members, 6)).isNotEqualTo(first);
  }

  @Test
  void seedsDrawDifferentTests() {
    List<Member> members = members(new Random(4), 2000, 1);
    Map<String, Subset> one = parts(members, 1);
    Map<String, Subset> two = parts(members, 2);
    long both =
        one.entrySet().stream()
            .filter(e -> e.getValue() == Subset.TEST && two.get(e.getKey()) == Subset.TEST)
            .count();
    // Independent draws of a tenth share a hundredth of all: 20 of 2000.
    assertThat(both).isBetween(5L, 45L);
  }

  @Test
  void partsWithoutAShareStayEmpty() {
    List<Member> members = members(new Random(5), 100, 3);
    assertThat(GroupSplit.of(members, new SplitShares(1, 0, 0), 1))
        .satisfies(
            split -> assertThat(count(split, members, Subset.TRAIN)).isEqualTo(members.size()));
    Map<String, Subset> noVal = GroupSplit.of(members, new SplitShares(0.5, 0, 0.5), 1);
    assertThat(count(noVal, members, Subset.VAL)).isZero();
    assertThat(count(noVal, members, Subset.TEST)).isPositive();
    Map<String, Subset> test = GroupSplit.of(members, new SplitShares(0, 0, 1), 1);
    assertThat(count(test, members, Subset.TEST)).isEqualTo(members.size());
  }

  @Test
  void whatMovesFromValToTrainLeavesTestAsItIs() {
    Random random = new Random(6);
    List<Member> members = members(random, 3000, 4);
    Map<String, Subset> before = GroupSplit.of(members, SplitShares.DEFAULT, 8);
    Map<String, Subset> after = GroupSplit.of(members, SplitShares.DEFAULT.withValToTrain(0.7), 8);
    for (Member member : members) {
      Subset was = before.get(member.group());
      Subset is = after.get(member.group());
      assertThat(is == was || was == Subset.VAL && is == Subset.TRAIN).isTrue();
    }
    assertThat((double) count(after, members, Subset.VAL))
        .isCloseTo(0.3 * count(before, members, Subset.VAL), within(4 + 1e-6));
    assertThat(SplitShares.DEFAULT.withValToTrain(0.7).toList())
        .containsExactly(0.8, 0.1, 0.1, 0.7);
    assertThat(SplitShares.DEFAULT.toList()).containsExactly(0.8, 0.1, 0.1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void onlyAShareOfValCanMove(double share) {
    assertThatThrownBy(() -> SplitShares.DEFAULT.withValToTrain(share))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("--val-to-train must be 0..1");
    Split parts = new Split.PublishedParts();
    assertThatThrownBy(() -> parts.withValToTrain(0.5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("shares");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.8,0.1", "a,b,c", "0.8,0.1,0.2", "-0.1,0.6,0.5", "0,0,0", "NaN,0,1", ""})
  void impossibleSharesAreRefused(String text) {
    assertThatThrownBy(() -> SplitShares.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("--split must be ");
  }

  @ParameterizedTest
  @CsvSource({"'0.8,0.1,0.1',0.8,0.1,0.1", "' 0.7, 0.3,0',0.7,0.3,0"})
  void readsShares(String text, double train, double val, double test) {
    assertThat(SplitShares.parse(text)).isEqualTo(new SplitShares(train, val, test));
  }

  private static void assertShares(
      Map<String, Subset> split,
      List<Member> members,
      SplitShares shares,
      Predicate<Member> stratum,
      int tolerance) {
    List<Member> some = members.stream().filter(stratum).toList();
    Map<Subset, Double> wanted = new EnumMap<>(Subset.class);
    wanted.put(Subset.TRAIN, shares.train());
    wanted.put(Subset.VAL, shares.val());
    wanted.put(Subset.TEST, shares.test());
    wanted.forEach(
        (part, share) ->
            assertThat((double) count(split, some, part))
                .as("%s of %d", part, some.size())
                .isCloseTo(share * some.size(), within(tolerance + 1e-6)));
  }

  private static int count(Map<String, Subset> split, List<Member> members, Subset part) {
    return (int) members.stream().filter(member -> split.get(member.group()) == part).count();
  }

  private static Map<String, Subset> parts(List<Member> members, long seed) {
    return GroupSplit.of(members, SplitShares.DEFAULT, seed);
  }

  private static Map<String, Integer> sizes(List<Member> members) {
    Map<String, Integer> sizes = new HashMap<>();
    members.forEach(member -> sizes.merge(member.group(), 1, Integer::sum));
    return sizes;
  }

  private static List<Member> members(Random random, int groups, int largest) {
    List<Member> members = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      int size = 1 + random.nextInt(largest);
      Gender gender = Gender.ofCode(random.nextInt(2));
      for (int i = 0; i < size; i++) {
        members.add(new Member("g" + group, new Age(random.nextInt(101)), Optional.of(gender)));
      }
    }
    return members;
  }

  private static SplitShares shares(Random random) {
    double train = 0.05 + 0.9 * random.nextDouble();
    double val = (1 - train) * random.nextDouble();
    return new SplitShares(train, val, 1 - train - val);
  }
}
