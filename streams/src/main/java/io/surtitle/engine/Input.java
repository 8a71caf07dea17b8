package io.surtitle.engine;

/**
 * The unit that a session takes, in the order of the records of its stream.
 *
 * @param <X> content of a record, such as text or samples
 */
public sealed interface Input<X> {
  /** Its place in its stream. */
  Place place();

  /**
   * The place of an input in its stream, and its time.
   *
   * @param position {@link StreamPosition}: the record's offset in its partition, unless the topic
   *     was recreated
   * @param sequence the producer's number for the record, or -1
   * @param pts media time of the content in milliseconds, or -1
   * @param timestamp when the record was appended, in milliseconds since the epoch
   * @param producer name of the producer's run that the number belongs to; empty if it has none
   */
  record Place(long position, long sequence, long pts, long timestamp, String producer) {
    private static Place of(long position, long timestamp) {
      return new Place(position, -1, -1, timestamp, "");
    }
  }

  /**
   * The content of a record.
   *
   * @param end whether the producer marked the end of the utterance after it
   */
  record Content<X>(X value, boolean end, Place place) implements Input<X> {}

  /** Records from this one on were skipped. */
  record Gap<X>(Place place) implements Input<X> {}

  /** The topic was recreated: what is open ends, and sequence numbers restart. */
  record Recreated<X>(Place place) implements Input<X> {}

  /** No input came for so long that what is open ends. */
  record Silence<X>(Place place) implements Input<X> {}

  /** Content from a producer without a name. */
  static <X> Input<X> of(
      X value, boolean end, long position, long sequence, long pts, long timestamp) {
    return new Content<>(value, end, new Place(position, sequence, pts, timestamp, ""));
  }

  /** Silence after the input at a position. */
  static <X> Input<X> silence(long position, long timestamp) {
    return new Silence<>(Place.of(position, timestamp));
  }

  /** The topic was recreated after the input at a position. */
  static <X> Input<X> recreated(long position, long timestamp) {
    return new Recreated<>(Place.of(position, timestamp));
  }

  /** The gap that replaces this input and those after it when they are skipped. */
  default Input<X> leftOut() {
    return new Gap<>(place());
  }

  /** Whether what is open ends with this input, without a gap. */
  default boolean ends() {
    return this instanceof Content<X> content ? content.end() : !(this instanceof Gap);
  }

  /** {@link Place#position}. */
  default long position() {
    return place().position();
  }

  /** {@link Place#sequence}. */
  default long sequence() {
    return place().sequence();
  }

  /** {@link Place#pts}. */
  default long pts() {
    return place().pts();
  }

  /** {@link Place#timestamp}. */
  default long timestamp() {
    return place().timestamp();
  }

  /** {@link Place#producer}. */
  default String producer() {
    return place().producer();
  }
}
