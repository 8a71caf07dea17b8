package io.surtitle.task.translate;

import io.surtitle.inference.GraphBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Rebuilds the states of a session that its snapshot does not hold: reads the source tokens since
 * then again, and forces the target tokens written, each with the source tokens that it could see.
 * These are the same rows with the same states as at first, so the same arithmetic.
 */
final class Replay {
  private final Utterance utterance;
  private final int[] source;
  private final List<Forced> translations = new ArrayList<>();
  private List<Forced> asked = List.of();
  private int read;

  /**
   * A replay.
   *
   * @param source tokens whose memory is missing
   * @param written for each translation how many of its tokens its state has taken
   */
  Replay(Utterance utterance, int[] source, int[] written) {
    this.utterance = utterance;
    this.source = source.clone();
    for (int i = 0; i < written.length; i++) {
      translations.add(new Forced(utterance.translations().get(i), written[i]));
    }
  }

  /** One translation whose tokens are known. */
  private static final class Forced {
    private final Translation translation;
    private final int[] tokens;
    private final int[] delays;
    private int next;

    Forced(Translation translation, int next) {
      this.translation = translation;
      this.tokens = translation.hypothesis().tokens();
      this.delays = translation.hypothesis().delays();
      this.next = next;
    }

    boolean isDone() {
      return next == tokens.length;
    }

    boolean isReady(int encoded) {
      return !isDone() && delays[next] <= encoded;
    }
  }

  boolean isDone() {
    return read == source.length && translations.stream().allMatch(Forced::isDone);
  }

  /** How many rows are left. */
  int rows() {
    return source.length
        - read
        + translations.stream().mapToInt(each -> each.tokens.length - each.next).sum();
  }

  /** Adds the row of the next source token, if any is left. */
  void askEncoder(GraphBatch batch, byte[] state) {
    if (read < source.length) {
      batch.add(state).chunk("tokens", source[read++]);
    }
  }

  /**
   * Adds the row of the next token of each translation that can see enough of the source.
   *
   * @param begin the token before the first
   */
  void askDecoder(GraphBatch batch, int begin) {
    asked = translations.stream().filter(each -> each.isReady(utterance.encoded())).toList();
    if (!asked.isEmpty()) {
      int memory = batch.share(Translate.MEMORY, utterance.memory(), utterance.encoded());
      for (Forced each : asked) {
        int previous = each.next == 0 ? begin : each.tokens[each.next - 1];
        byte[] state = each.translation.state();
        Writer.addRow(batch, memory, each.translation, previous, each.delays[each.next], state);
      }
    }
  }

  /** Takes the states of the decoder's rows, from {@code first} on. */
  void takeDecoder(GraphBatch batch, int first) {
    int row = first;
    for (Forced each : asked) {
      batch.keepState(row++, each.translation.state());
      each.next++;
    }
  }
}
