package io.surtitle.event;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of a stream as it stands in a record's key:
 *
 * <pre>{@code
 * id = alnum *127( alnum / "." / "_" / "~" / "-" )
 * }</pre>
 *
 * <p>Only characters that need no escape in a URL, for the id is part of caption ids and addresses.
 */
public final class StreamId {

  static final int MAX_LENGTH = 128;

  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0," + (MAX_LENGTH - 1) + "}");

  private StreamId() {}

  /** The id in these key bytes, or nothing if there is none or it has another form. */
  public static Optional<String> parse(byte @Nullable [] key) {
    if (key == null || key.length > MAX_LENGTH) {
      return Optional.empty();
    }
    String id = new String(key, StandardCharsets.ISO_8859_1);
    return FORM.matcher(id).matches() ? Optional.of(id) : Optional.empty();
  }
}
