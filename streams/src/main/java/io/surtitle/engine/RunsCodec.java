package io.surtitle.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs of producers as bytes, little-endian. Empty if no producer has a name, since the session's
 * header holds the sequence number of the unnamed producer.
 *
 * <pre>
 * runs     := run*
 * run      := sequence:i64 producer:string      ; ordered by their last input
 * string   := bytes:i32 utf8
 * </pre>
 */
final class RunsCodec {
  private RunsCodec() {}

  static byte[] encode(List<ProducerRun> runs) {
    if (runs.stream().allMatch(run -> run.producer().equals(Taken.UNNAMED))) {
      return new byte[0];
    }
    List<byte[]> names =
        runs.stream().map(run -> run.producer().getBytes(StandardCharsets.UTF_8)).toList();
    int size = names.stream().mapToInt(name -> Long.BYTES + Integer.BYTES + name.length).sum();
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < runs.size(); i++) {
      out.putLong(runs.get(i).sequence()).putInt(names.get(i).length).put(names.get(i));
    }
    return out.array();
  }

  static List<ProducerRun> decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<ProducerRun> runs = new ArrayList<>();
    while (in.hasRemaining()) {
      long sequence = in.getLong();
      runs.add(new ProducerRun(string(in), sequence));
    }
    return runs;
  }

  private static String string(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
