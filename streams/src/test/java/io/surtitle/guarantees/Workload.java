package io.surtitle.guarantees;

import io.surtitle.engine.Input;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The records that a run publishes: inputs of many streams, in bursts of random size. Everything
 * follows from one seed, and the order is fixed, so every record's offset is known beforehand.
 */
final class Workload {
  static final int PARTITIONS = 4;

  private static final int MAX_BURST = 64;

  private final List<List<PlannedRecord>> bursts = new ArrayList<>();
  private final long[] offsets = new long[PARTITIONS];

  /** Begins now: the broker soon deletes records that are older than its retention. */
  private long timestamp = System.currentTimeMillis();

  private Workload() {}

  /** Inputs of all streams in random order; in one burst in three, sorted by stream. */
  static Workload random(long seed, Scale scale) {
    Random random = new Random(seed);
    List<Integer> order = new ArrayList<>();
    for (int stream = 0; stream < scale.streams(); stream++) {
      order.addAll(Collections.nCopies(scale.inputs(), stream));
    }
    Collections.shuffle(order, random);
    List<InputGenerator> generators = generators(scale.streams(), random);
    Workload workload = new Workload();
    for (int from = 0; from < order.size(); ) {
      int to = Math.min(order.size(), from + 1 + random.nextInt(MAX_BURST));
      List<Integer> streams = order.subList(from, to);
      if (random.nextInt(3) == 0) {
        Collections.sort(streams);
      }
      workload.add(streams.stream().map(generators::get).toList(), false);
      from = to;
    }
    return workload;
  }

  /** Bursts of one word of each stream, to be published at the pace of speech. */
  static Workload paced(long seed, int streams, int words) {
    List<InputGenerator> generators = generators(streams, new Random(seed));
    Workload workload = new Workload();
    for (int word = 0; word < words; word++) {
      workload.add(generators, true);
    }
    return workload;
  }

  /** A workload of the first {@code count} bursts alone. */
  Workload first(int count) {
    Workload part = new Workload();
    part.bursts.addAll(bursts.subList(0, count));
    return part;
  }

  private static List<InputGenerator> generators(int streams, Random random) {
    List<InputGenerator> generators = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      generators.add(new InputGenerator("stream-" + i, i % 2 == 0, new Random(random.nextLong())));
    }
    return generators;
  }

  private void add(List<InputGenerator> streams, boolean wordByWord) {
    bursts.add(
        streams.stream()
            .map(
                generator ->
                    plan(generator.stream(), wordByWord ? generator.nextWord() : generator.next()))
            .toList());
  }

  private PlannedRecord plan(String stream, InputGenerator.Words words) {
    int partition = Math.floorMod(stream.hashCode(), PARTITIONS);
    long offset = offsets[partition]++;
    Input<String> input =
        Input.of(words.text(), words.end(), offset, words.sequence(), -1, timestamp++);
    return new PlannedRecord(stream, partition, input);
  }

  /** In order; the records of a burst are sent without a pause. */
  List<List<PlannedRecord>> bursts() {
    return bursts;
  }
}
