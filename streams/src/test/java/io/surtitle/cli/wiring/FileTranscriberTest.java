package io.surtitle.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.engine.WaveEngine;
import io.surtitle.inference.Model;
import io.surtitle.task.transcribe.Letters;
import io.surtitle.task.transcribe.Transcribe;
import io.surtitle.task.transcribe.TranscribeSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTranscriberTest {
  @TempDir private Path directory;

  @Test
  void filesAreTranscribedInTheirOrder() throws IOException {
    Bundle bundle = Bundle.load(Letters.DIRECTORY);
    Transcribe transcribe = new Transcribe(bundle, null, TranscribeSettings.DEFAULT);
    List<Path> files =
        List.of(
            wave("long", Letters.audio().pause(4_500).say("a pair of shoes")),
            wave("short", Letters.audio().say("shoes")),
            wave("empty", Letters.audio()),
            wave("last", Letters.audio().pause(1_200).say("twenty three").pause(900).say("a")));
    List<FileTranscript> transcripts = new ArrayList<>();

    try (Model model = Model.load(bundle, 1)) {
      new FileTranscriber(transcribe, new WaveEngine(model, transcribe.graphs()), 2)
          .transcribe(files, transcripts::add);
    }

    assertThat(transcripts)
        .extracting(FileTranscript::text)
        .containsExactly("A pair of shoes.", "Shoes.", "", "23. A.");
    FileTranscript.Word number = transcripts.get(3).words().get(0);
    assertThat(number.text()).isEqualTo("23");
    assertThat(number.startMs()).isEqualTo(1_200);
    assertThat(number.endMs()).isBetween(1_800L, 1_950L);
    assertThat(number.sentMs()).isBetween(number.endMs() + 800, number.endMs() + 1_200);
  }

  private Path wave(String name, Letters audio) throws IOException {
    short[] samples = audio.samples();
    ByteBuffer bytes =
        ByteBuffer.allocate(Short.BYTES * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    AudioFormat format = new AudioFormat(Letters.RATE, Short.SIZE, 1, true, false);
    Path file = directory.resolve(name + ".wav");
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples.length),
        AudioFileFormat.Type.WAVE,
        file.toFile());
    return file;
  }
}
