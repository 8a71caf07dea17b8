package io.surtitle.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts caption messages by language and status. */
final class CaptionCounts {
  private final MeterRegistry registry;
  private final String name;
  private final String help;
  private final Map<String, Counts> languages = new ConcurrentHashMap<>();

  CaptionCounts(MeterRegistry registry, String name, String help) {
    this.registry = registry;
    this.name = name;
    this.help = help;
  }

  /** Starts the counters of a language at 0. */
  void expect(String language) {
    of(language);
  }

  void add(String language, boolean last) {
    Counts counts = of(language);
    (last ? counts.last : counts.partial).increment();
  }

  private Counts of(String language) {
    Counts counts = languages.get(language);
    return counts == null ? languages.computeIfAbsent(language, this::begin) : counts;
  }

  private Counts begin(String language) {
    return new Counts(counter(language, "partial"), counter(language, "final"));
  }

  private Counter counter(String language, String status) {
    return Counter.builder(name)
        .description(help)
        .tags("language", language, "status", status)
        .register(registry);
  }

  private record Counts(Counter partial, Counter last) {}
}
