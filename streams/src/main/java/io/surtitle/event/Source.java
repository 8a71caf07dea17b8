package io.surtitle.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A topic whose records are inputs. Immutable, so any thread may use it.
 *
 * @param <X> the content of a record
 */
public interface Source<X> {
  /** The topic. */
  String topic();

  /** Maximum size of a record's value in bytes. */
  int maxBytes();

  /**
   * Reads one record.
   *
   * @param headers the last value of each name; a missing value counts as empty
   */
  Decoded<X> decode(byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers);

  /** The bytes of the content that are stored, beside the record itself, while the input waits. */
  byte[] keep(X content);

  /** The most bytes of {@link #keep}. */
  int mostKept();

  /**
   * Restores the content of a pending input.
   *
   * @param kept the result of {@link #keep}
   * @param value the record's value
   * @param headers the record's headers, as in {@link #decode}
   */
  X restore(byte[] kept, byte @Nullable [] value, Map<String, byte[]> headers);

  /** The number of words in the content; 0 if it has none. */
  int words(X content);

  /** The length of the audio in the content in milliseconds; 0 if it is none. */
  long millis(X content);
}
