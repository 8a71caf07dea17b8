package io.surtitle.guarantees;

import io.surtitle.event.Caption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A run compared with its reference.
 *
 * @param captions messages of the reference
 * @param lost of them, never seen
 * @param wrong messages that the reference does not have, or not with this content
 * @param twice messages seen before
 * @param disordered caption streams whose messages came in another order
 * @param states sessions of the reference
 * @param inexactStates of them, not equal to the last bit
 * @param wrongStates of them, that differ more than arithmetic does
 * @param difference the largest of two floats in any session; infinite where anything else differs
 * @param waiting inputs left in the pending store
 * @param deadLetters inputs refused
 */
record Verdict(
    int captions,
    int lost,
    int wrong,
    int twice,
    int disordered,
    int states,
    int inexactStates,
    int wrongStates,
    float difference,
    int waiting,
    int deadLetters) {

  private static final float MOST_FOR_ARITHMETIC = 1e-4f;

  /** How far apart two floats of a state may be. */
  static float bound(Script script) {
    return Reference.isSameInAnyBatch(script) ? 0 : MOST_FOR_ARITHMETIC;
  }

  static Verdict of(Reference reference, Viewer.Seen seen, float bound) {
    Counts counts = new Counts();
    Set<String> keys = new TreeSet<>(reference.captions().keySet());
    keys.addAll(seen.captions().keySet());
    for (String key : keys) {
      counts.add(
          reference.captions().getOrDefault(key, List.of()),
          seen.captions().getOrDefault(key, List.of()));
    }
    List<Float> differences =
        reference.sessions().entrySet().stream()
            .map(each -> States.difference(each.getValue(), seen.sessions().get(each.getKey())))
            .toList();
    return new Verdict(
        counts.captions,
        counts.lost,
        counts.wrong,
        counts.twice,
        counts.disordered,
        differences.size(),
        (int) differences.stream().filter(each -> each > 0).count(),
        (int) differences.stream().filter(each -> each > bound).count(),
        differences.stream().max(Float::compare).orElse(0f),
        seen.waiting(),
        seen.deadLetters());
  }

  /** What a run comes to in which nothing is amiss; at least once, captions may come again. */
  Verdict ideal(boolean once) {
    return new Verdict(
        captions, 0, 0, once ? 0 : twice, 0, states, inexactStates, 0, difference, 0, 0);
  }

  private static final class Counts {
    private int captions;
    private int lost;
    private int wrong;
    private int twice;
    private int disordered;

    void add(List<Caption> expected, List<Caption> seen) {
      Map<String, Caption> first = new LinkedHashMap<>();
      for (Caption caption : seen) {
        Caption before = first.putIfAbsent(message(caption), caption);
        twice += before == null ? 0 : 1;
        wrong += before == null || before.equals(caption) ? 0 : 1;
      }
      List<Caption> kept = new ArrayList<>();
      for (Caption caption : expected) {
        Caption same = first.get(message(caption));
        if (same == null) {
          lost++;
        } else {
          kept.add(same);
          wrong += same.equals(caption) ? 0 : 1;
        }
      }
      wrong += first.size() - kept.size();
      captions += expected.size();
      List<Caption> order = new ArrayList<>(first.values());
      order.retainAll(kept);
      disordered += order.equals(kept) ? 0 : 1;
    }

    private static String message(Caption caption) {
      return caption.id() + "/" + caption.revision();
    }
  }
}
