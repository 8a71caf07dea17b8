package io.surtitle.cli.audio;

import io.surtitle.cli.failure.FailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Audio of any other kind, which an installed ffmpeg makes 16-bit PCM of: 16 kHz, one channel. */
final class Ffmpeg extends InputStream {
  private static final String PROGRAM = "ffmpeg";
  private static final AudioFormat FORMAT = new AudioFormat(16_000, Short.SIZE, 1, true, false);

  private final Process process;
  private final InputStream samples;
  private final CompletableFuture<String> complaint;
  private final String name;

  private Ffmpeg(Process process, String name) {
    this.process = process;
    this.samples = process.getInputStream();
    this.name = name;
    this.complaint = CompletableFuture.supplyAsync(() -> last(process.getErrorStream()));
  }

  /**
   * Reads a file.
   *
   * @throws FailedException if there is no ffmpeg
   */
  static AudioInputStream read(Path file) {
    return read(file, PROGRAM);
  }

  static AudioInputStream read(Path file, String program) {
    // A file may be named like an address.
    return stream(start(program, "file:" + file, file.toString()), file.toString());
  }

  /**
   * Reads a stream.
   *
   * @param name of it in messages
   * @throws FailedException if there is no ffmpeg
   */
  static AudioInputStream read(InputStream from, String name) {
    Process process = start(PROGRAM, "pipe:0", name);
    Thread pump = new Thread(() -> pump(from, process.getOutputStream()), "ffmpeg-input");
    pump.setDaemon(true);
    pump.start();
    return stream(process, name);
  }

  private static AudioInputStream stream(Process process, String name) {
    return new AudioInputStream(new Ffmpeg(process, name), FORMAT, AudioSystem.NOT_SPECIFIED);
  }

  private static Process start(String program, String from, String name) {
    List<String> command =
        List.of(
            program,
            "-nostdin",
            "-v",
            "error",
            "-i",
            from,
            "-vn",
            "-f",
            "s16le",
            "-ac",
            "1",
            "-ar",
            "16000",
            "pipe:1");
    try {
      return new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw new FailedException(
          "%s is neither WAV nor FLAC that is read without ffmpeg; install ffmpeg for all else"
              .formatted(name),
          e);
    }
  }

  /** ffmpeg may have had enough before the end, and then reads no more. */
  private static void pump(InputStream from, OutputStream to) {
    try (to) {
      from.transferTo(to);
    } catch (IOException e) {
      // ffmpeg's exit tells whether that is a failure.
    }
  }

  private static String last(InputStream errors) {
    try (Stream<String> lines =
        new BufferedReader(new InputStreamReader(errors, StandardCharsets.UTF_8)).lines()) {
      return lines.filter(line -> !line.isBlank()).reduce("", (before, line) -> line);
    }
  }

  @Override
  public int read() throws IOException {
    int read = samples.read();
    return read < 0 ? end() : read;
  }

  @Override
  public int read(byte[] into, int at, int most) throws IOException {
    int count = samples.read(into, at, most);
    return count < 0 ? end() : count;
  }

  private int end() throws IOException {
    try {
      if (process.waitFor() == 0) {
        return -1;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    throw new FailedException("ffmpeg cannot read %s: %s".formatted(name, complaint.join()));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
