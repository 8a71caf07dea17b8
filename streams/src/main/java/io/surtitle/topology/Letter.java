package io.surtitle.topology;

import io.surtitle.event.DeadLetter;
import io.surtitle.event.DeadLetter.Part;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it is sent: the record's parts, truncated if they would not fit, and the headers
 * of {@link DeadLetter}. If a record does not fit, its key and its headers may take a quarter of
 * the room each, and whatever the other parts leave.
 */
final class Letter {
  /** Room for a dead letter's own headers, whichever parts were truncated. */
  static final int LEAST = 4096;

  private static final int SHARE = 4;
  private static final int SHA256 = 64;
  private static final long MOST = Long.MAX_VALUE;

  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final List<Header> headers;

  private Letter(byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
    this.key = key;
    this.value = value;
    this.headers = headers;
  }

  /**
   * The dead letter of a record.
   *
   * @param limit most bytes of the letter, as counted by {@link RecordSize}; at least {@link
   *     #LEAST}
   */
  static Letter of(
      byte @Nullable [] key,
      byte @Nullable [] value,
      List<Header> headers,
      DeadLetter why,
      long limit) {
    Letter whole = new Letter(key, value, join(headers, why.headers()));
    return whole.size() <= limit ? whole : cut(key, value, headers, why, limit);
  }

  private static Letter cut(
      byte @Nullable [] key,
      byte @Nullable [] value,
      List<Header> headers,
      DeadLetter why,
      long limit) {
    List<Header> marks = new ArrayList<>(join(List.of(), why.headers()));
    for (Part part :
        Part.values()) { // reserves room for all of them, though some may not be needed
      marks.addAll(join(List.of(), DeadLetter.cut(part, MOST, "0".repeat(SHA256))));
    }
    long room = Math.max(0, limit - RecordSize.of(null, null, marks));
    long others = length(value) + size(headers);
    byte[] keptKey = first(key, Math.max(room / SHARE, room - others));
    room -= length(keptKey);
    List<Header> kept = smallest(headers, Math.max(room / SHARE, room - length(value)));
    byte[] keptValue = first(value, room - size(kept));
    List<Header> all = join(kept, why.headers());
    all = join(all, mark(Part.KEY, key, length(keptKey)));
    all = join(all, mark(Part.VALUE, value, length(keptValue)));
    if (kept.size() < headers.size()) {
      byte[] bytes = bytes(headers);
      all = join(all, DeadLetter.cut(Part.HEADERS, bytes.length, sha256(bytes)));
    }
    return new Letter(keptKey, keptValue, all);
  }

  private static Map<String, byte[]> mark(Part part, byte @Nullable [] bytes, int kept) {
    return bytes == null || bytes.length == kept
        ? Map.of()
        : DeadLetter.cut(part, bytes.length, sha256(bytes));
  }

  private static byte @Nullable [] first(byte @Nullable [] bytes, long most) {
    return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, (int) most);
  }

  private static List<Header> smallest(List<Header> headers, long room) {
    Set<Header> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    long left = room;
    for (Header each : headers.stream().sorted(Comparator.comparingLong(RecordSize::of)).toList()) {
      left -= RecordSize.of(each);
      if (left < 0) {
        break;
      }
      kept.add(each);
    }
    return headers.stream().filter(kept::contains).toList();
  }

  private static long size(List<Header> headers) {
    return headers.stream().mapToLong(RecordSize::of).sum();
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static List<Header> join(List<Header> first, Map<String, byte[]> more) {
    List<Header> all = new ArrayList<>(first);
    more.forEach((name, text) -> all.add(new StoredHeader(name, text)));
    return all;
  }

  private static byte[] bytes(List<Header> headers) {
    List<byte @Nullable []> blocks = new ArrayList<>();
    for (Header header : headers) {
      blocks.add(header.key().getBytes(StandardCharsets.UTF_8));
      blocks.add(header.value());
    }
    int size = blocks.stream().mapToInt(block -> Integer.BYTES + length(block)).sum();
    ByteBuffer out = ByteBuffer.allocate(size);
    for (byte[] block : blocks) {
      out.putInt(block == null ? -1 : block.length).put(block == null ? new byte[0] : block);
    }
    return out.array();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  byte @Nullable [] key() {
    return key;
  }

  byte @Nullable [] value() {
    return value;
  }

  List<Header> headers() {
    return headers;
  }

  long size() {
    return RecordSize.of(key, value, headers);
  }
}
