package io.surtitle.task.translate;

import io.surtitle.text.Piece.Kind;
import io.surtitle.text.Piece.Mark;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@link Marks} as bytes, little-endian; empty if there are none.
 *
 * <pre>
 * marks   := flags:u8 leads:i32 trails:i32 saids:i32 waiting:string mark[leads + trails]
 *            said:string[saids]
 * flags   := 1 at mark | 2 capital
 * mark    := kind:u8 text:string
 * string  := bytes:i32 utf8
 * </pre>
 *
 * <p>kind is 0 for a speaker, 1 a label, 2 a sound, 3 music, 4 emoji, 5 a copy, 6 punctuation, 7 an
 * opening and 8 a closing bracket.
 */
final class MarksCodec {
  private static final List<Kind> KINDS =
      List.of(
          Kind.SPEAKER,
          Kind.LABEL,
          Kind.SOUND,
          Kind.MUSIC,
          Kind.EMOJI,
          Kind.COPY,
          Kind.PUNCTUATION,
          Kind.OPENING,
          Kind.CLOSING);

  private static final int AT_MARK = 1;
  private static final int CAPITAL = 2;

  private MarksCodec() {}

  static byte[] encode(Marks marks) {
    if (marks.equals(Marks.NONE)) {
      return new byte[0];
    }
    List<Mark> all = Stream.concat(marks.lead().stream(), marks.trail().stream()).toList();
    int size = 1 + 4 * Integer.BYTES + bytes(marks.waiting()).length;
    size += all.stream().mapToInt(mark -> 1 + size(mark.text())).sum();
    size += marks.said().stream().mapToInt(MarksCodec::size).sum();
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) ((marks.atMark() ? AT_MARK : 0) | (marks.capital() ? CAPITAL : 0)));
    out.putInt(marks.lead().size()).putInt(marks.trail().size()).putInt(marks.said().size());
    put(out, marks.waiting());
    for (Mark mark : all) {
      put(out.put((byte) KINDS.indexOf(mark.kind())), mark.text());
    }
    marks.said().forEach(said -> put(out, said));
    return out.array();
  }

  static Marks decode(byte[] bytes) {
    if (bytes.length == 0) {
      return Marks.NONE;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte flags = in.get();
    int leads = in.getInt();
    int trails = in.getInt();
    int saids = in.getInt();
    String waiting = SpottingCodec.string(in);
    List<Mark> lead = marks(in, leads);
    List<Mark> trail = marks(in, trails);
    List<String> said = new ArrayList<>();
    for (int i = 0; i < saids; i++) {
      said.add(SpottingCodec.string(in));
    }
    return new Marks(lead, trail, (flags & AT_MARK) != 0, (flags & CAPITAL) != 0, waiting, said);
  }

  private static List<Mark> marks(ByteBuffer in, int count) {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Kind kind = KINDS.get(in.get());
      marks.add(new Mark(kind, SpottingCodec.string(in)));
    }
    return marks;
  }

  private static int size(String text) {
    return Integer.BYTES + bytes(text).length;
  }

  private static void put(ByteBuffer out, String text) {
    byte[] bytes = bytes(text);
    out.putInt(bytes.length).put(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
