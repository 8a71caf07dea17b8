package io.surtitle.benchmarks.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Latencies of the captions whose newest word was due in an interval.
 *
 * <p>Not thread-safe until it is closed to further captions.
 */
public final class Latency {
  private static final long MOST_MICROS = 600_000_000;
  private static final double MICROS = 1000;

  private final String prefix;
  private final boolean partialOnly;
  private volatile long fromMs;
  private volatile long toMs;
  private final Histogram histogram = new Histogram(MOST_MICROS, 3);

  /**
   * No captions count yet: see {@link #open}.
   *
   * @param prefix of the streams that count
   * @param partialOnly whether final captions, which may need a search, are excluded
   */
  public Latency(String prefix, boolean partialOnly) {
    this.prefix = prefix;
    this.partialOnly = partialOnly;
  }

  /** Sets the interval: captions of words due from one time, inclusive, to another, exclusive. */
  public void open(long from, long to) {
    fromMs = from;
    toMs = to;
  }

  /** Closes it to further captions. */
  public void close() {
    toMs = fromMs;
  }

  void saw(String stream, boolean last, long timestampMs, long micros) {
    if (timestampMs >= fromMs
        && timestampMs < toMs
        && !(partialOnly && last)
        && stream.startsWith(prefix)) {
      histogram.recordValue(Math.min(MOST_MICROS, Math.max(0, micros)));
    }
  }

  /** The number of captions that counted. */
  public long count() {
    return histogram.getTotalCount();
  }

  /** The latency in milliseconds at a percentile. */
  public double percentile(double percent) {
    return histogram.getValueAtPercentile(percent) / MICROS;
  }

  /** The usual percentiles in milliseconds; none if no caption counted. */
  public Map<String, Double> percentiles() {
    Map<String, Double> all = new LinkedHashMap<>();
    if (count() == 0) {
      return all;
    }
    all.put("p50", percentile(50));
    all.put("p90", percentile(90));
    all.put("p99", percentile(99));
    all.put("p99.9", percentile(99.9));
    all.put("max", percentile(100));
    return all;
  }
}
