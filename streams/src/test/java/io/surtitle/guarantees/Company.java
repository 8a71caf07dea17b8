package io.surtitle.guarantees;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The instances of one run, and all that happens to them. */
final class Company implements AutoCloseable {
  private static final int MOST_BEFORE_A_CRASH = 40;
  private static final int LONGEST_LIFE_MS = 600;

  private final Stage stage;
  private final Broker broker;
  private final Random random;
  private final List<LocalInstance> members = new ArrayList<>();
  private @Nullable LocalInstance guest;
  private @Nullable ChildInstance child;

  Company(Stage stage, Broker broker, Random random) {
    this.stage = stage;
    this.broker = broker;
    this.random = random;
  }

  void start() throws InterruptedException {
    for (int i = 0; i < stage.mode().instances(); i++) {
      members.add(LocalInstance.start(stage, "member-" + i));
    }
  }

  void crash(Sabotage.Moment moment) throws InterruptedException {
    Sabotage.plan(moment, 1 + random.nextInt(MOST_BEFORE_A_CRASH));
    if (!Sabotage.happens(moment, Duration.ofSeconds(30))) {
      throw new AssertionError("no thread came to " + moment);
    }
  }

  void restart() throws InterruptedException {
    int one = random.nextInt(members.size());
    members.get(one).close();
    members.set(one, LocalInstance.start(stage, "member-" + one));
  }

  void guest() throws InterruptedException {
    if (guest == null) {
      guest = LocalInstance.start(stage, "guest");
    } else {
      guest.close();
      guest = null;
    }
  }

  /** Lets an instance in a process of its own join. */
  void hire() throws Exception {
    child = ChildInstance.start(stage, "child");
    child.awaitRunning();
  }

  /** Kills it. */
  void kill() throws InterruptedException {
    Thread.sleep(random.nextInt(LONGEST_LIFE_MS));
    Objects.requireNonNull(child).kill();
  }

  void restartBroker() {
    broker.restart();
  }

  /** Starts instances again that gave up, as whoever runs them would. */
  void mend() throws InterruptedException {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).gaveUp()) {
        members.get(i).close();
        members.set(i, LocalInstance.start(stage, "member-" + i));
      }
    }
  }

  @Override
  public void close() {
    members.forEach(LocalInstance::close);
    if (guest != null) {
      guest.close();
    }
    if (child != null) {
      child.close();
    }
  }
}
