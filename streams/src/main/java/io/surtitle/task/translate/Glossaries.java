package io.surtitle.task.translate;

import io.surtitle.decoding.Glossary;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The current glossaries of streams; each is parsed once. */
public final class Glossaries implements Function<String, Glossary> {
  private final Function<String, byte @Nullable []> lists;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** Glossaries from a lookup of each stream's list in UTF-8. */
  public Glossaries(Function<String, byte @Nullable []> lists) {
    this.lists = lists;
  }

  private record Known(byte[] list, Glossary glossary) {}

  @Override
  public Glossary apply(String stream) {
    byte[] list = lists.apply(stream);
    if (list == null) {
      known.remove(stream);
      return Glossary.NONE;
    }
    Known last = known.get(stream);
    if (last == null || !Arrays.equals(last.list(), list)) {
      last = new Known(list, parse(list));
      known.put(stream, last);
    }
    return last.glossary();
  }

  /**
   * Whether a list has no terms.
   *
   * @throws IllegalArgumentException if it is not a valid list; the message says why
   */
  public static boolean isEmpty(byte[] list) {
    return parse(list).isEmpty();
  }

  private static Glossary parse(byte[] list) {
    try {
      return Glossary.parse(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(list)).toString());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("it is not UTF-8", e);
    }
  }
}
