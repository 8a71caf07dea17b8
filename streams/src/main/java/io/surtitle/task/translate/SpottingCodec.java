package io.surtitle.task.translate;

import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Placeholder;
import io.surtitle.decoding.Term;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The part of a session's bytes that only utterances with terms have: {@link SessionCodec}. */
final class SpottingCodec {
  /**
   * Bytes for a glossary of the longest terms, at up to three bytes a character, and some spare.
   */
  static final int MOST = Glossary.MOST_TERMS * (3 * Glossary.LONGEST_TERM + 1) + (8 << 10);

  private SpottingCodec() {}

  /** Empty if there is neither a glossary nor a term. */
  static byte[] encode(Spotting spotting) {
    if (spotting.isEmpty()) {
      return new byte[0];
    }
    List<byte[]> strings = new ArrayList<>();
    strings.add(bytes(spotting.glossary().text()));
    strings.add(bytes(spotting.waiting()));
    for (Term term : spotting.terms()) {
      strings.add(bytes(term.text()));
      strings.add(bytes(term.placeholder().name()));
    }
    int size = 1 + Integer.BYTES * (1 + spotting.terms().size());
    size += strings.stream().mapToInt(each -> Integer.BYTES + each.length).sum();
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) (spotting.article() ? 1 : 0)).putInt(spotting.terms().size());
    spotting.terms().forEach(term -> out.putInt(term.position()));
    strings.forEach(each -> out.putInt(each.length).put(each));
    return out.array();
  }

  static Spotting decode(ByteBuffer in) {
    boolean article = in.get() != 0;
    int[] positions = new int[in.getInt()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = in.getInt();
    }
    Glossary glossary = Glossary.of(string(in));
    String waiting = string(in);
    List<Term> terms = new ArrayList<>(positions.length);
    for (int position : positions) {
      terms.add(new Term(string(in), position, Placeholder.named(string(in))));
    }
    return new Spotting(glossary, terms, waiting, article);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String string(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
