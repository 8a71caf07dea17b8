package io.surtitle.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.surtitle.metrics.TaskGauges.State;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Gauges over the open tasks of all threads. */
final class OpenTasks {
  private final Set<TaskGauges> tasks = ConcurrentHashMap.newKeySet();
  private final Clock clock;

  OpenTasks(MeterRegistry registry) {
    clock = registry.config().clock();
    sum(registry, "surtitle.sessions", "streams whose session is kept here", State::sessions);
    sum(registry, "surtitle.under.way", "streams whose input is being processed", State::underWay);
    sum(registry, "surtitle.pending.inputs", "inputs that wait for a wave", State::pending);
    Gauge.builder("surtitle.pending.size", () -> pendingBytes())
        .description("size of the inputs that wait for a wave")
        .baseUnit("bytes")
        .register(registry);
    age(
        registry,
        "surtitle.pending.age",
        "waiting time in this process of the longest-waiting input",
        State::waitingSince);
    age(
        registry,
        "surtitle.stream.lag",
        "time since append of the oldest waiting input: the lag of the stream furthest behind",
        State::appended);
  }

  TaskGauges open() {
    TaskGauges task = new TaskGauges(tasks::remove);
    tasks.add(task);
    return task;
  }

  int pending() {
    return sum(State::pending);
  }

  private long pendingBytes() {
    return tasks.stream().map(TaskGauges::get).mapToLong(State::pendingBytes).sum();
  }

  private int sum(ToIntFunction<State> of) {
    return tasks.stream().map(TaskGauges::get).mapToInt(of).sum();
  }

  private void sum(MeterRegistry registry, String name, String help, ToIntFunction<State> of) {
    Gauge.builder(name, () -> sum(of)).description(help).register(registry);
  }

  private void age(MeterRegistry registry, String name, String help, ToLongFunction<State> of) {
    Gauge.builder(name, () -> age(of)).description(help).baseUnit("seconds").register(registry);
  }

  private double age(ToLongFunction<State> of) {
    long since = tasks.stream().map(TaskGauges::get).mapToLong(of).min().orElse(State.NEVER);
    return Math.max(0, clock.wallTime() - since) / 1e3;
  }
}
