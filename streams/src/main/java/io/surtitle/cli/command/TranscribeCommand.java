package io.surtitle.cli.command;

import io.surtitle.bundle.Bundle;
import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.config.Speech;
import io.surtitle.cli.failure.FailedException;
import io.surtitle.cli.failure.UsageException;
import io.surtitle.cli.terminal.ProgressLine;
import io.surtitle.cli.terminal.Stdio;
import io.surtitle.cli.wiring.FileTranscriber;
import io.surtitle.cli.wiring.FileTranscript;
import io.surtitle.cli.wiring.Installation;
import io.surtitle.engine.WaveEngine;
import io.surtitle.inference.Model;
import io.surtitle.task.transcribe.Transcribe;
import io.surtitle.task.transcribe.TranscribeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** {@code surtitle transcribe}: writes what is said in recordings, without Kafka. */
@Command(
    name = "transcribe",
    description = {
      "Writes what is said in recordings, a line for each file, in order, without Kafka.",
      "",
      "Uses the same sessions and waves as live audio; each file is a stream of its own. WAVE and"
          + " FLAC are read as they are, all else if ffmpeg is installed.",
      "",
      "With --json, each line is an object with the file, its text and its words. A word has the"
          + " milliseconds at which it begins and ends, and how much of the file was heard when it"
          + " was certain.",
      ""
    },
    footer = {"", "Example:", "  surtitle transcribe --json interview.flac"})
final class TranscribeCommand implements Callable<Integer> {
  private static final int AT_A_TIME = 32;

  private final Stdio stdio;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      converter = ReadableFile.class,
      description = "Recordings.")
  private List<Path> files = List.of();

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      converter = ReadableDirectory.class,
      description = "Bundle directory. Default: the shipped bundle that transcribes.")
  private @Nullable Path bundle;

  @Option(
      names = "--voice",
      paramLabel = "DIR",
      converter = ReadableDirectory.class,
      description =
          "Directory of a bundle that detects voice: what is none is not recognised. Default:"
              + " none.")
  private @Nullable Path voice;

  @Option(
      names = "--beam",
      paramLabel = "N",
      converter = BeamWidth.class,
      description =
          "Hypotheses that are kept, 1 to 64; 1 for the likeliest letter of each moment, without a"
              + " language model. Default: as the bundle says.")
  private @Nullable Integer beam;

  @Option(names = "--json", description = "Print JSON, with the times of words.")
  private boolean json;

  TranscribeCommand(Stdio stdio) {
    this.stdio = stdio;
  }

  /** An option's beam width. */
  static final class BeamWidth extends WholeNumber {
    BeamWidth() {
      super(1, 64);
    }
  }

  @Override
  public Integer call() throws IOException {
    Bundle recogniser = Bundle.load(directory());
    Bundle detector = voice == null ? null : Bundle.load(voice);
    Speech speech = Configuration.defaults().speech();
    Transcribe transcribe =
        new Transcribe(
            recogniser, detector, new TranscribeSettings(speech.silence(), speech.longest(), beam));
    List<Model> models = new ArrayList<>();
    try {
      int threads = Runtime.getRuntime().availableProcessors();
      models.add(Model.load(recogniser, threads));
      if (detector != null) {
        models.add(Model.load(detector, 1));
      }
      transcribe(
          new FileTranscriber(transcribe, new WaveEngine(models, transcribe.graphs()), AT_A_TIME));
    } finally {
      models.forEach(Model::close);
    }
    return 0;
  }

  private Path directory() {
    if (bundle != null) {
      return bundle;
    }
    return Installation.bundle(Transcribe.TASK)
        .orElseThrow(
            () -> new UsageException("give --bundle: no bundle of the installation transcribes"));
  }

  private void transcribe(FileTranscriber transcriber) throws IOException {
    try (ProgressLine progress = new ProgressLine(stdio)) {
      int[] count = {0};
      transcriber.transcribe(
          files,
          transcript -> {
            progress.show("");
            print(transcript);
            progress.show("%d of %d".formatted(++count[0], files.size()));
          });
    }
  }

  private void print(FileTranscript transcript) {
    stdio
        .out()
        .write(json ? JsonMapper.shared().writeValueAsString(transcript) : transcript.text());
    stdio.out().write('\n');
    stdio.out().flush();
    if (stdio.out().checkError()) {
      throw new FailedException("standard output was closed");
    }
  }
}
