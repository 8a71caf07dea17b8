package io.surtitle.event;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of a stream in a record's key:
 *
 * <pre>{@code
 * id = alnum *127( alnum / "." / "_" / "~" / "-" )
 * }</pre>
 *
 * <p>Only characters that need no escaping in a URL are allowed, since the id is part of caption
 * ids and URLs.
 */
public final class StreamId {

  private static final int MAX_LENGTH = 128;

  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0," + (MAX_LENGTH - 1) + "}");

  private StreamId() {}

  /** The id in a key; empty if the key is missing or malformed. */
  public static Optional<String> parse(byte @Nullable [] key) {
    if (key == null || key.length > MAX_LENGTH) {
      return Optional.empty();
    }
    String id = new String(key, StandardCharsets.ISO_8859_1);
    return FORM.matcher(id).matches() ? Optional.of(id) : Optional.empty();
  }

  /** Why a key is not an id, in words. */
  static String fault(byte @Nullable [] key) {
    if (key == null) {
      return "the record has no key; its key is the stream id";
    }
    return "the key is not 1 to "
        + MAX_LENGTH
        + " of A-Z a-z 0-9 . _ ~ - beginning with a letter or digit";
  }
}
