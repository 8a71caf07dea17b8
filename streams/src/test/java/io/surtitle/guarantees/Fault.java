package io.surtitle.guarantees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A fault, or a change in the number of instances, that a run injects under load. */
enum Fault {
  /** A stream thread crashes before the model runs. */
  CRASH_BEFORE_A_WAVE,
  /** A stream thread crashes after the model has run, before anything of it is sent. */
  CRASH_AFTER_A_WAVE,
  /** A stream thread crashes between two captions that it sends. */
  CRASH_WHILE_SENDING,
  /** An instance is closed in order and started again. */
  INSTANCE_RESTART,
  /** One more instance joins; if there is one more already, it leaves. */
  EXTRA_INSTANCE,
  /** An instance in a process of its own joins and is killed. */
  PROCESS_KILL,
  /** The broker restarts. */
  BROKER_RESTART;

  /** Does the part of it that need not happen under load. */
  void prepare(Instances instances) throws Exception {
    if (this == PROCESS_KILL) {
      instances.startChild();
    }
  }

  void inject(Instances instances) throws Exception {
    switch (this) {
      case CRASH_BEFORE_A_WAVE -> instances.crashThread(Failpoints.Point.BEFORE_A_WAVE);
      case CRASH_AFTER_A_WAVE -> instances.crashThread(Failpoints.Point.AFTER_A_WAVE);
      case CRASH_WHILE_SENDING -> instances.crashThread(Failpoints.Point.WHILE_SENDING);
      case INSTANCE_RESTART -> instances.restartOne();
      case EXTRA_INSTANCE -> instances.toggleExtra();
      case PROCESS_KILL -> instances.killChild();
      case BROKER_RESTART -> instances.restartBroker();
    }
  }

  /** Plans {@code count} faults in random order, each kind about as often as any other. */
  static List<Fault> plan(int count, Random random) {
    List<Fault> faults = new ArrayList<>();
    while (faults.size() < count) {
      List<Fault> kinds = Arrays.asList(values());
      Collections.shuffle(kinds, random);
      faults.addAll(kinds);
    }
    return faults.subList(0, count);
  }
}
