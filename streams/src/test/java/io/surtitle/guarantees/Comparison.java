package io.surtitle.guarantees;

import io.surtitle.event.Caption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The output of a run compared with the reference.
 *
 * @param captions caption messages of the reference
 * @param lost those of them that the run did not commit
 * @param wrong messages of the run that the reference does not have, or not with this content
 * @param duplicates messages that the run committed again
 * @param outOfOrder caption streams whose messages were committed in another order
 * @param states sessions of the reference
 * @param inexactStates sessions that differ in any bit
 * @param wrongStates sessions that differ by more than rounding
 * @param difference largest difference of two floats of a session; infinite where anything else of
 *     it differs
 * @param pending inputs left in the pending store
 * @param deadLetters inputs refused
 */
record Comparison(
    int captions,
    int lost,
    int wrong,
    int duplicates,
    int outOfOrder,
    int states,
    int inexactStates,
    int wrongStates,
    float difference,
    int pending,
    int deadLetters) {

  private static final float MAX_ROUNDING = 1e-4f;

  /** By how much two floats of a state may differ. */
  static float tolerance(Workload workload) {
    return Reference.isSameInAnyBatch(workload) ? 0 : MAX_ROUNDING;
  }

  static Comparison of(Reference reference, OutputRecorder.Output actual, float tolerance) {
    Counts counts = new Counts();
    Set<String> keys = new TreeSet<>(reference.captions().keySet());
    keys.addAll(actual.captions().keySet());
    for (String key : keys) {
      counts.add(
          reference.captions().getOrDefault(key, List.of()),
          actual.captions().getOrDefault(key, List.of()));
    }
    List<Float> differences =
        reference.sessions().entrySet().stream()
            .map(each -> States.difference(each.getValue(), actual.sessions().get(each.getKey())))
            .toList();
    return new Comparison(
        counts.captions,
        counts.lost,
        counts.wrong,
        counts.duplicates,
        counts.outOfOrder,
        differences.size(),
        (int) differences.stream().filter(each -> each > 0).count(),
        (int) differences.stream().filter(each -> each > tolerance).count(),
        differences.stream().max(Float::compare).orElse(0f),
        actual.pending(),
        actual.deadLetters());
  }

  /**
   * The comparison of a run that kept every guarantee. With at-least-once processing, captions may
   * be duplicated.
   */
  Comparison ideal(boolean exactlyOnce) {
    return new Comparison(
        captions,
        0,
        0,
        exactlyOnce ? 0 : duplicates,
        0,
        states,
        inexactStates,
        0,
        difference,
        0,
        0);
  }

  private static final class Counts {
    private int captions;
    private int lost;
    private int wrong;
    private int duplicates;
    private int outOfOrder;

    void add(List<Caption> expected, List<Caption> actual) {
      Map<String, Caption> first = new LinkedHashMap<>();
      for (Caption caption : actual) {
        Caption before = first.putIfAbsent(message(caption), caption);
        duplicates += before == null ? 0 : 1;
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
      outOfOrder += order.equals(kept) ? 0 : 1;
    }

    private static String message(Caption caption) {
      return caption.id() + "/" + caption.revision();
    }
  }
}
