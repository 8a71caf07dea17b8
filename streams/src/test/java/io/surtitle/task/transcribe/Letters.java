package io.surtitle.task.transcribe;

import io.surtitle.bundle.Bundle;
import io.surtitle.inference.Model;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The bundle {@code letters}, whose recogniser reads letters off the level of frames, and audio
 * that says something to it: {@code make.py} beside it explains it.
 */
public final class Letters {
  public static final Path DIRECTORY = Path.of("src/test/resources/letters-bundle");
  public static final int RATE = 16_000;

  static final Bundle BUNDLE = Bundle.load(DIRECTORY);
  static final Model MODEL = Model.load(BUNDLE, 1);

  private static final int FRAME = 480;
  private static final int STEP = 1_000;

  /** Without it, the bytes of many letters would be those of text, which is refused as audio. */
  private static final int[] RIPPLE = {128, 0, -128, 0};

  private static final String LABELS = "\0 'eaibcdfghjklmnopqrstuvwxyz";

  private final Samples samples = new Samples();

  private Letters() {}

  /** Begins a recording. */
  public static Letters audio() {
    return new Letters();
  }

  /** Copies the bundle to a directory. */
  public static Path copyTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      for (Path each : files.toList()) {
        Files.copy(each, directory.resolve(each.getFileName()));
      }
    }
    return directory;
  }

  /** The bundle with another beginning of a line in its manifest, in a directory. */
  static Bundle with(Path directory, String... replacements) throws IOException {
    copyTo(directory);
    Path manifest = directory.resolve(Bundle.MANIFEST);
    String text = Files.readString(manifest);
    for (int i = 0; i < replacements.length; i += 2) {
      if (!text.contains(replacements[i])) {
        throw new IllegalArgumentException(replacements[i]);
      }
      text = text.replace(replacements[i], replacements[i + 1]);
    }
    Files.writeString(manifest, text);
    return Bundle.load(directory);
  }

  /** Says words, of which each letter lasts a frame, with a frame of nothing after it. */
  public Letters say(String words) {
    words.chars().forEach(letter -> level(LABELS.indexOf(letter) * STEP, 1).level(0, 1));
    return this;
  }

  /** Says pear, which sounds a little more like pair. */
  Letters sayPear() {
    say("p").level(3_520, 1).level(0, 1).level(4_520, 1).level(0, 1);
    return say("r");
  }

  /**
   * Nothing is said; there may be a little noise.
   *
   * @param millis a multiple of 30, so that letters stay within frames
   */
  public Letters pause(int millis, int noise) {
    if (millis % 30 != 0) {
      throw new IllegalArgumentException(millis + " ms are no whole frames");
    }
    for (int i = 0; i < millis * (RATE / 1_000); i++) {
      samples.add((short) (i % 2 == 0 ? noise : -noise));
    }
    return this;
  }

  public Letters pause(int millis) {
    return pause(millis, 0);
  }

  private Letters level(int level, int frames) {
    for (int i = 0; i < frames * FRAME; i++) {
      samples.add((short) (level + RIPPLE[i % RIPPLE.length]));
    }
    return this;
  }

  public short[] samples() {
    return samples.toArray();
  }

  private static final class Samples {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void add(short sample) {
      bytes.write(sample >> 8);
      bytes.write(sample);
    }

    short[] toArray() {
      byte[] all = bytes.toByteArray();
      short[] samples = new short[all.length / 2];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (short) ((all[2 * i] << 8) | (all[2 * i + 1] & 0xFF));
      }
      return samples;
    }
  }
}
