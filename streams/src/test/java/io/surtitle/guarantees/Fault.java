package io.surtitle.guarantees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What goes wrong, or changes, under load. */
enum Fault {
  /** A stream thread dies before the model runs. */
  THREAD_BEFORE_A_WAVE,
  /** A stream thread dies with the model's results in hand. */
  THREAD_AFTER_A_WAVE,
  /** A stream thread dies between two records that it sends. */
  THREAD_WHILE_SENDING,
  /** An instance is closed and starts again. */
  RESTART,
  /** One more instance joins; or, if there is one, leaves. */
  GUEST,
  /** An instance in a process of its own joins and is killed. */
  KILL,
  /** The broker restarts. */
  BROKER;

  /** Does what need not happen under load. */
  void prepare(Company company) throws Exception {
    if (this == KILL) {
      company.hire();
    }
  }

  void strike(Company company) throws Exception {
    switch (this) {
      case THREAD_BEFORE_A_WAVE -> company.crash(Sabotage.Moment.BEFORE_A_WAVE);
      case THREAD_AFTER_A_WAVE -> company.crash(Sabotage.Moment.AFTER_A_WAVE);
      case THREAD_WHILE_SENDING -> company.crash(Sabotage.Moment.WHILE_SENDING);
      case RESTART -> company.restart();
      case GUEST -> company.guest();
      case KILL -> company.kill();
      case BROKER -> company.restartBroker();
    }
  }

  /** So many faults in random order, no kind much more often than another. */
  static List<Fault> some(int count, Random random) {
    List<Fault> faults = new ArrayList<>();
    while (faults.size() < count) {
      List<Fault> kinds = Arrays.asList(values());
      Collections.shuffle(kinds, random);
      faults.addAll(kinds);
    }
    return faults.subList(0, count);
  }
}
