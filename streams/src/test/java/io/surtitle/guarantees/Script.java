package io.surtitle.guarantees;

import io.surtitle.session.Input;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A load: lines of many streams in bursts of random size, all from one seed, and in an order that
 * makes every offset known beforehand.
 */
final class Script {
  static final int PARTITIONS = 4;

  private static final int MOST_IN_A_BURST = 64;

  private final List<List<Line>> bursts = new ArrayList<>();
  private final long[] offsets = new long[PARTITIONS];

  /** Of today: a broker would soon delete what is older than its retention. */
  private long timestamp = System.currentTimeMillis();

  private Script() {}

  /** Streams that speak in any order, some for a while without pause. */
  static Script random(long seed, Scale scale) {
    Random random = new Random(seed);
    List<Integer> order = new ArrayList<>();
    for (int stream = 0; stream < scale.streams(); stream++) {
      order.addAll(Collections.nCopies(scale.inputs(), stream));
    }
    Collections.shuffle(order, random);
    List<Voice> voices = voices(scale.streams(), random);
    Script script = new Script();
    for (int from = 0; from < order.size(); ) {
      int to = Math.min(order.size(), from + 1 + random.nextInt(MOST_IN_A_BURST));
      List<Integer> speakers = order.subList(from, to);
      if (random.nextInt(3) == 0) {
        Collections.sort(speakers);
      }
      script.add(speakers.stream().map(voices::get).toList(), false);
      from = to;
    }
    return script;
  }

  /** All streams at the pace of speech: each burst is one word of each. */
  static Script speech(long seed, int streams, int words) {
    List<Voice> voices = voices(streams, new Random(seed));
    Script script = new Script();
    for (int word = 0; word < words; word++) {
      script.add(voices, true);
    }
    return script;
  }

  /** The first so many bursts. */
  Script first(int count) {
    Script part = new Script();
    part.bursts.addAll(bursts.subList(0, count));
    return part;
  }

  private static List<Voice> voices(int streams, Random random) {
    List<Voice> voices = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      voices.add(new Voice("stream-" + i, i % 2 == 0, new Random(random.nextLong())));
    }
    return voices;
  }

  private void add(List<Voice> speakers, boolean wordByWord) {
    bursts.add(
        speakers.stream()
            .map(voice -> line(voice.stream(), wordByWord ? voice.nextWord() : voice.next()))
            .toList());
  }

  private Line line(String stream, Voice.Words words) {
    int partition = Math.floorMod(stream.hashCode(), PARTITIONS);
    long offset = offsets[partition]++;
    Input input = new Input(words.text(), words.end(), offset, words.sequence(), -1, timestamp++);
    return new Line(stream, partition, input);
  }

  /** What is sent without a pause, in order. */
  List<List<Line>> bursts() {
    return bursts;
  }
}
