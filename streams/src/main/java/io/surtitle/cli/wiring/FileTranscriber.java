package io.surtitle.cli.wiring;

import io.surtitle.cli.audio.Recording;
import io.surtitle.cli.audio.Recordings;
import io.surtitle.engine.Engine;
import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.engine.Turn;
import io.surtitle.event.AudioSource;
import io.surtitle.event.Pcm;
import io.surtitle.task.transcribe.Said;
import io.surtitle.task.transcribe.Transcribe;
import io.surtitle.task.transcribe.TranscribeSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Transcribes recordings, many at a time, each as a stream of its own. */
public final class FileTranscriber {
  private static final int BLOCK_MS = 1_000;
  private static final byte[] NOTHING = {};

  private final Transcribe transcribe;
  private final Engine engine;
  private final int most;
  private final AudioSource source = new AudioSource("files", Integer.MAX_VALUE);

  /**
   * A transcriber.
   *
   * @param most how many recordings are heard at a time
   */
  public FileTranscriber(Transcribe transcribe, Engine engine, int most) {
    this.transcribe = transcribe;
    this.engine = engine;
    this.most = most;
  }

  /**
   * Transcribes files.
   *
   * @param done is told of each, in their order
   * @throws IOException if one cannot be read
   * @throws io.surtitle.cli.failure.FailedException if one is no audio
   */
  public void transcribe(List<Path> files, Consumer<FileTranscript> done) throws IOException {
    List<Heard> open = new ArrayList<>();
    Map<Integer, FileTranscript> ready = new TreeMap<>();
    int opened = 0;
    int told = 0;
    try {
      while (told < files.size()) {
        while (open.size() < most && opened < files.size()) {
          open.add(new Heard(opened, files.get(opened), Recordings.open(files.get(opened))));
          opened++;
        }
        hear(open, ready);
        while (ready.containsKey(told)) {
          done.accept(ready.remove(told++));
        }
      }
    } finally {
      for (Heard each : open) {
        each.recording.close();
      }
    }
  }

  /** Lets each recording that is open go on for a while; those that end are ready. */
  private void hear(List<Heard> open, Map<Integer, FileTranscript> ready) throws IOException {
    List<Turn<Said>> turns = new ArrayList<>();
    for (Heard each : open) {
      turns.add(each.next());
    }
    engine.run(turns);
    Iterator<Turn<Said>> turn = turns.iterator();
    for (Iterator<Heard> each = open.iterator(); each.hasNext(); ) {
      Heard heard = each.next();
      heard.said.addAll(turn.next().outputs());
      if (heard.ended) {
        each.remove();
        heard.recording.close();
        ready.put(heard.index, FileTranscript.of(heard.file, heard.said));
      }
    }
  }

  /** A recording that is being heard. */
  private final class Heard {
    private final int index;
    private final Path file;
    private final Recording recording;
    private final TranscribeSession session = transcribe.fresh(Taken.nothing());
    private final List<Said> said = new ArrayList<>();
    private long position;
    private boolean ended;

    Heard(int index, Path file, Recording recording) {
      this.index = index;
      this.file = file;
      this.recording = recording;
    }

    Turn<Said> next() throws IOException {
      byte[] block = recording.read(BLOCK_MS);
      ended = block.length == 0;
      byte[] type = recording.contentType().getBytes(StandardCharsets.UTF_8);
      Pcm pcm = source.restore(NOTHING, block, Map.of("content-type", type));
      Input<Pcm> input = Input.of(pcm, ended, position++, -1, -1, 0);
      return transcribe.begin(file.toString(), session, input);
    }
  }
}
