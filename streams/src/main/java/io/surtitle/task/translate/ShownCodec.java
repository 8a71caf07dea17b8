package io.surtitle.task.translate;

import static java.util.Objects.requireNonNullElse;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What viewers have seen of an open utterance, little-endian: the final captions with which it ends
 * where its model cannot be had.
 *
 * <pre>
 * shown   := position:i64 part:i32 startPts:i64 endPts:i64 timestamp:i64 sourceTokens:i32
 *            source:string model:string version:string captions:i32 caption[captions]
 *            [(chrf:f64)[captions] if measured]
 * caption := language:string revision:i32 text:string
 * string  := bytes:i32 utf8
 * </pre>
 *
 * <p>chrf is NaN for a language that was not measured; where none was, there are no such values.
 */
final class ShownCodec {
  private static final int FIXED = 4 * Long.BYTES + 6 * Integer.BYTES;
  private static final int CAPTION = 3 * Integer.BYTES;

  /** Bytes of the names of a model, or of a language, at most. */
  private static final int NAMES = 512;

  private static final int TAG = 16;

  private ShownCodec() {}

  /** The most bytes, with so many translations of so many bytes each. */
  static long most(int translations, int source, long text) {
    return FIXED + NAMES + source + translations * (CAPTION + TAG + text + Double.BYTES);
  }

  /** Nothing where there are no captions; all are of one utterance. */
  static byte[] encode(List<Update> captions) {
    if (captions.isEmpty()) {
      return new byte[0];
    }
    Update any = captions.get(0);
    List<byte[]> strings = new ArrayList<>();
    for (String name : List.of(any.source(), any.model(), any.modelVersion())) {
      strings.add(bytes(name));
    }
    for (Update each : captions) {
      strings.add(bytes(each.language()));
      strings.add(bytes(each.text()));
    }
    boolean measured = captions.stream().anyMatch(each -> each.chrf() != null);
    int size = FIXED + (CAPTION + (measured ? Double.BYTES : 0)) * captions.size();
    size += strings.stream().mapToInt(each -> each.length).sum();
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(any.utterance()).putInt(any.part()).putLong(any.startPts()).putLong(any.endPts());
    out.putLong(any.timestamp()).putInt(any.sourceTokens());
    strings.subList(0, 3).forEach(each -> put(out, each));
    out.putInt(captions.size());
    for (int i = 0; i < captions.size(); i++) {
      put(out, strings.get(3 + 2 * i));
      put(out.putInt(captions.get(i).revision()), strings.get(4 + 2 * i));
    }
    if (measured) {
      captions.forEach(each -> out.putDouble(requireNonNullElse(each.chrf(), Double.NaN)));
    }
    return out.array();
  }

  static List<Update> decode(byte[] bytes) {
    if (bytes.length == 0) {
      return List.of();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long position = in.getLong();
    int part = in.getInt();
    long startPts = in.getLong();
    long endPts = in.getLong();
    long timestamp = in.getLong();
    int tokens = in.getInt();
    String source = SpottingCodec.string(in);
    String model = SpottingCodec.string(in);
    String version = SpottingCodec.string(in);
    List<Shown> captions = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      captions.add(new Shown(SpottingCodec.string(in), in.getInt(), SpottingCodec.string(in)));
    }
    return captions.stream()
        .map(
            each ->
                new Update(
                    each.language,
                    position,
                    part,
                    each.revision,
                    true,
                    each.text,
                    source,
                    startPts,
                    endPts,
                    timestamp,
                    new int[0],
                    tokens,
                    model,
                    version,
                    chrf(in)))
        .toList();
  }

  private record Shown(String language, int revision, String text) {}

  private static @Nullable Double chrf(ByteBuffer in) {
    double chrf = in.hasRemaining() ? in.getDouble() : Double.NaN;
    return Double.isNaN(chrf) ? null : Double.valueOf(chrf);
  }

  private static void put(ByteBuffer out, byte[] string) {
    out.putInt(string.length).put(string);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
