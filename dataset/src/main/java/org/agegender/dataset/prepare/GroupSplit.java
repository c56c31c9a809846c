package org.agegender.dataset.prepare;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.Sha256;
import org.agegender.dataset.Subset;

/**
 * Deals whole groups out to train, val and test. Groups of like age decade and gender follow each
 * other, within that in an order drawn from the seed and the group's name alone; each group goes
 * first to train or not train, then to val or test, whichever is further behind its share. So each
 * part is exact to within the largest group, over all and (to twice that) in every stratum, and the
 * order of the records plays no part. What is moved from val to train is dealt out of val in the
 * same order, and leaves test as it is.
 */
final class GroupSplit {

  private GroupSplit() {}

  /**
   * One record.
   *
   * @param group its group's name
   * @param age decides on the stratum, as the mean over the group
   * @param gender decides on the stratum, as the majority of the group
   */
  record Member(String group, Age age, Optional<Gender> gender) {}

  /**
   * Records that stay together.
   *
   * @param name unique
   * @param size how many they are
   * @param decade of their mean age
   * @param male whether most of them are
   * @param order drawn from seed and name
   */
  record Group(String name, int size, int decade, boolean male, long order) {}

  /** Where each group goes, by its name. */
  static Map<String, Subset> of(List<Member> members, SplitShares shares, long seed) {
    List<Group> groups = inOrder(members, seed);
    Balance train = new Balance(shares.train());
    double rest = shares.val() + shares.test();
    Balance val = new Balance(rest > 0 ? shares.val() / rest : 0);
    Balance moved = new Balance(shares.valToTrain());
    Map<String, Subset> parts = new LinkedHashMap<>();
    for (Group group : groups) {
      Subset part =
          train.takes(group.size) ? Subset.TRAIN : val.takes(group.size) ? Subset.VAL : Subset.TEST;
      if (part == Subset.VAL && moved.takes(group.size)) {
        part = Subset.TRAIN;
      }
      parts.put(group.name, part);
    }
    return parts;
  }

  /** The groups as they are dealt out: those of like age and gender follow each other. */
  static List<Group> inOrder(List<Member> members, long seed) {
    List<Group> groups = groups(members, seed);
    groups.sort(
        Comparator.comparingInt(Group::decade)
            .thenComparing(Group::male)
            .thenComparingLong(Group::order)
            .thenComparing(Group::name));
    return groups;
  }

  private static List<Group> groups(List<Member> members, long seed) {
    Map<String, List<Member>> byName = new LinkedHashMap<>();
    for (Member member : members) {
      byName.computeIfAbsent(member.group, name -> new ArrayList<>()).add(member);
    }
    List<Group> groups = new ArrayList<>();
    byName.forEach(
        (name, group) -> {
          int years = group.stream().mapToInt(member -> member.age.years()).sum() / group.size();
          long males =
              group.stream()
                  .filter(member -> member.gender.equals(Optional.of(Gender.MALE)))
                  .count();
          groups.add(
              new Group(
                  name,
                  group.size(),
                  new Age(years).decade(),
                  2 * males > group.size(),
                  order(name, seed)));
        });
    return groups;
  }

  private static long order(String group, long seed) {
    String hash = new Sha256().add(Long.toString(seed)).add(group).hex();
    return ByteBuffer.wrap(HexFormat.of().parseHex(hash)).getLong();
  }

  /** How far one of two sides is behind its share of what came by. */
  private static final class Balance {
    private final double share;
    private double behind;

    Balance(double share) {
      this.share = share;
    }

    /** Whether this side takes the next group; the other does if not. */
    boolean takes(int size) {
      // Both sides together are behind by exactly this group, so half of it is the even point.
      behind += share * size;
      boolean takes = share > 0 && behind > size / 2.0 - 1e-9;
      if (takes) {
        behind -= size;
      }
      return takes;
    }
  }
}
