package io.surtitle.cli.command;

import io.surtitle.cli.audio.Recording;
import io.surtitle.cli.audio.Recordings;
import io.surtitle.cli.broker.AudioPublisher;
import io.surtitle.cli.broker.WordPublisher;
import io.surtitle.cli.config.Configuration;
import io.surtitle.event.Caption;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * A recording.
 *
 * @param millis how long it is
 * @param fast whether to send it at once, and not as it sounds
 */
record AudioBroadcast(long millis, boolean fast) implements Broadcast {
  private static final String NAME = "/demo/broadcast.flac";

  /** The last caption ends at most so long before the recording: its last word is a moment ago. */
  private static final long LAST_MS = 2_500;

  /** The shipped recording. */
  static AudioBroadcast shipped(boolean fast) throws IOException {
    try (Recording recording = recording()) {
      return new AudioBroadcast(recording.length().orElseThrow(), fast);
    }
  }

  private static Recording recording() throws IOException {
    return Recordings.open(new ByteArrayInputStream(Broadcast.resource(NAME)), NAME);
  }

  @Override
  public String glossary() {
    return TextBroadcast.roster();
  }

  @Override
  public void send(Configuration configuration, String stream)
      throws IOException, InterruptedException {
    try (Recording recording = recording();
        AudioPublisher publisher =
            AudioPublisher.of(
                WordPublisher.producer(configuration),
                configuration.topics().audio(),
                stream,
                fast)) {
      publisher.play(recording, millis -> {});
    }
  }

  /** What was recognised may differ from what was said, so the time decides. */
  @Override
  public boolean endsWith(Caption caption, int soFar) {
    Long end = caption.endPts();
    return end != null && end >= millis - LAST_MS;
  }
}
