package io.surtitle.cli.audio;

import io.surtitle.cli.failure.FailedException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;

/** The microphone that the system has set as its own, at 16 kHz. */
public final class Microphone {
  private static final AudioFormat FORMAT = new AudioFormat(16_000, Short.SIZE, 1, true, false);

  private Microphone() {}

  /**
   * Begins to listen. There is no end.
   *
   * @throws FailedException if there is no microphone, or another program has it
   */
  public static Recording open() {
    try {
      TargetDataLine line = AudioSystem.getTargetDataLine(FORMAT);
      line.open(FORMAT);
      line.start();
      return new Recording(new AudioInputStream(line));
    } catch (IllegalArgumentException | LineUnavailableException e) {
      throw new FailedException(
          "Java finds no microphone that records 16-bit samples at 16 kHz", e);
    }
  }
}
