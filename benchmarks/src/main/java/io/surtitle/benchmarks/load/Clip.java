package io.surtitle.benchmarks.load;

import io.surtitle.cli.audio.Recording;
import io.surtitle.cli.audio.Recordings;
import io.surtitle.event.SourceHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The sound of streams: the demo's recording, repeated, in records of {@value #RECORD_MS} ms as
 * {@code surtitle publish} sends them; each stream begins at a different moment.
 */
public final class Clip implements Material {
  /** Length of a record in milliseconds. */
  public static final int RECORD_MS = 100;

  private static final String RECORDING = "/demo/broadcast.flac";
  private static final int STRIDE = 37; // from one stream's beginning to the next one's

  private final List<byte[]> records = new ArrayList<>();
  private final String contentType;

  private Clip(Recording recording) throws IOException {
    contentType = recording.contentType();
    byte[] record = recording.read(RECORD_MS);
    int whole = record.length;
    while (record.length == whole) {
      records.add(record);
      record = recording.read(RECORD_MS);
    }
  }

  /** The demo's recording. */
  public static Clip broadcast() {
    try (InputStream in = Objects.requireNonNull(Clip.class.getResourceAsStream(RECORDING));
        Recording recording = Recordings.open(in, RECORDING)) {
      return new Clip(recording);
    } catch (IOException e) {
      throw new UncheckedIOException("the recording of the demo cannot be read", e);
    }
  }

  /** How long it is, in records. */
  int length() {
    return records.size();
  }

  @Override
  public byte[] value(int stream, int index) {
    return records.get((int) (((long) stream * STRIDE + index) % records.size()));
  }

  @Override
  public List<Header> headers(int stream, int index) {
    return List.of(
        header(SourceHeaders.CONTENT_TYPE, contentType),
        header(SourceHeaders.PTS, Long.toString((long) index * RECORD_MS)),
        header(SourceHeaders.SEQUENCE, Integer.toString(index)),
        header(SourceHeaders.PRODUCER, "bench"));
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.US_ASCII));
  }
}
