package org.agegender.dataset.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.agegender.core.InvalidInputException;
import org.agegender.core.LabelledFace;
import org.agegender.dataset.SetDescription;
import org.agegender.dataset.Subset;
import org.agegender.dataset.source.Candidate;

/**
 * The records of a set dealt out to the parts of one set, or of as many as there are folds.
 *
 * @param sets the faces by part, in the order of the listing
 * @param described how, for {@code dataset.json}
 */
record Dealing(List<Map<Subset, List<LabelledFace>>> sets, SetDescription.Split described) {

  private static final String STRATA = "age decade and gender";

  /**
   * A record that is kept.
   *
   * @param from what it was made from
   * @param face as it stands in the set
   */
  record Kept(Copies.Hashed from, LabelledFace face) {

    String group() {
      return face.identity().isEmpty() ? "content " + from.hash() : "identity " + face.identity();
    }

    Candidate candidate() {
      return from.candidate();
    }
  }

  /**
   * Deals records out. Where some were excluded, the others go where they would go with them, so
   * that a set is judged by the same test part before and after its labels were looked through.
   *
   * @param kept in the order of the listing
   * @param dealt those that would be kept if none were excluded; the same list if none are
   * @param candidates all of the listing, which say how many folds are published
   */
  static Dealing of(
      List<Kept> kept, List<Kept> dealt, Split split, long seed, List<Candidate> candidates) {
    if (split instanceof Split.ByShares shares) {
      Map<String, Subset> of =
          placed(kept, dealt, members -> GroupSplit.of(members, shares.of(), seed));
      Map<Subset, List<LabelledFace>> parts = parts();
      kept.forEach(one -> add(parts, place(of, one), one));
      return new Dealing(List.of(parts), described(by(kept), kept, STRATA));
    } else if (split instanceof Split.Folds folds) {
      Map<String, Integer> of =
          placed(kept, dealt, members -> FoldSplit.of(members, folds.count(), seed));
      return new Dealing(
          folds(kept, folds.count(), one -> place(of, one)), described(by(kept), kept, STRATA));
    } else if (split instanceof Split.PublishedParts) {
      Map<Subset, List<LabelledFace>> parts = parts();
      kept.forEach(one -> add(parts, publishedPart(one.candidate()), one));
      return new Dealing(List.of(parts), described(Split.PUBLISHED, kept, "as published"));
    }
    return new Dealing(
        folds(kept, publishedFolds(candidates), one -> publishedFold(one.candidate())),
        described(Split.PUBLISHED, kept, "as published"));
  }

  /**
   * Where each group goes: as all that would be kept are dealt out, and what is kept only because
   * something else is excluded, such as a copy with another label, is dealt out by itself.
   */
  private static <P> Map<String, P> placed(
      List<Kept> kept, List<Kept> dealt, Function<List<GroupSplit.Member>, Map<String, P>> deal) {
    Map<String, P> places = new HashMap<>(deal.apply(members(dealt)));
    List<Kept> others = kept.stream().filter(one -> !places.containsKey(one.group())).toList();
    places.putAll(deal.apply(members(others)));
    return places;
  }

  private static <P> P place(Map<String, P> places, Kept one) {
    return Objects.requireNonNull(places.get(one.group()), one::group);
  }

  private static List<GroupSplit.Member> members(List<Kept> records) {
    return records.stream()
        .map(one -> new GroupSplit.Member(one.group(), one.face.age(), one.face.gender()))
        .toList();
  }

  private static Map<Subset, List<LabelledFace>> parts() {
    Map<Subset, List<LabelledFace>> parts = new EnumMap<>(Subset.class);
    for (Subset subset : Subset.values()) {
      parts.put(subset, new ArrayList<>());
    }
    return parts;
  }

  private static void add(Map<Subset, List<LabelledFace>> parts, Subset subset, Kept one) {
    parts.computeIfAbsent(subset, part -> new ArrayList<>()).add(one.face);
  }

  private static List<Map<Subset, List<LabelledFace>>> folds(
      List<Kept> kept, int count, ToIntFunction<Kept> foldOf) {
    List<Map<Subset, List<LabelledFace>>> sets = new ArrayList<>();
    for (int fold = 0; fold < count; fold++) {
      Map<Subset, List<LabelledFace>> parts = parts();
      for (Kept one : kept) {
        add(parts, FoldSplit.part(foldOf.applyAsInt(one), fold, count), one);
      }
      sets.add(parts);
    }
    return sets;
  }

  /**
   * Says before any work whether the published parts or folds that are asked for are there.
   *
   * @throws InvalidInputException if a record is in none, or the folds are not numbered from 0 on
   */
  static void requirePublished(List<Candidate> candidates, Split split) {
    if (split instanceof Split.PublishedParts) {
      candidates.forEach(Dealing::publishedPart);
    } else if (split instanceof Split.PublishedFolds && !candidates.isEmpty()) {
      publishedFolds(candidates);
    }
  }

  /** How many folds are published, also if no record of one of them is kept. */
  private static int publishedFolds(List<Candidate> candidates) {
    TreeSet<Integer> numbers = new TreeSet<>();
    candidates.forEach(one -> numbers.add(publishedFold(one)));
    int count = numbers.size();
    if (count < Split.Folds.LEAST || count > Split.Folds.MOST || numbers.last() != count - 1) {
      throw new InvalidInputException(
          ("--folds published: there must be %d..%d folds, numbered from 0 on without a gap,"
                  + " found %s; number them so or give how many to make, such as 5")
              .formatted(Split.Folds.LEAST, Split.Folds.MOST, numbers));
    }
    return count;
  }

  private static Subset publishedPart(Candidate one) {
    return Arrays.stream(Subset.values())
        .filter(subset -> subset.label().equals(one.part()))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "--split published: %s is in no published part; give shares such as 0.8,0.1,0.1"
                        .formatted(one.key())));
  }

  private static int publishedFold(Candidate one) {
    if (!one.part().matches("[0-9]{1,2}")) {
      throw new InvalidInputException(
          "--folds published: %s is in no published fold; give a number such as 5"
              .formatted(one.key()));
    }
    return Integer.parseInt(one.part());
  }

  private static SetDescription.Split described(String by, List<Kept> kept, String strata) {
    Map<String, Integer> sizes = new HashMap<>();
    kept.forEach(one -> sizes.merge(one.group(), 1, Integer::sum));
    return new SetDescription.Split(by, sizes.size(), Collections.max(sizes.values()), strata);
  }

  private static String by(List<Kept> kept) {
    long known = kept.stream().filter(one -> !one.face.identity().isEmpty()).count();
    return known == 0
        ? "content"
        : known == kept.size() ? "identity" : "identity where known, else content";
  }
}
