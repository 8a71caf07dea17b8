package io.surtitle.guarantees;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The running instances of one deployment, and the faults that can be injected into them. */
final class Instances implements AutoCloseable {
  private static final int MAX_HITS_BEFORE_A_CRASH = 40;
  private static final int MAX_LIFE_MS = 600;

  private final Deployment deployment;
  private final Broker broker;
  private final Random random;
  private final List<LocalInstance> permanent = new ArrayList<>();
  private @Nullable LocalInstance extra;
  private @Nullable ChildInstance child;

  Instances(Deployment deployment, Broker broker, Random random) {
    this.deployment = deployment;
    this.broker = broker;
    this.random = random;
  }

  /** Starts as many instances as the mode has, and waits until they run. */
  void start() throws InterruptedException {
    for (int i = 0; i < deployment.mode().instances(); i++) {
      permanent.add(startPermanent(i));
    }
  }

  /** Crashes the stream thread that next, or some hits later, comes to a failpoint. */
  void crashThread(Failpoints.Point point) throws InterruptedException {
    Failpoints.arm(point, 1 + random.nextInt(MAX_HITS_BEFORE_A_CRASH));
    if (!Failpoints.awaitCrash(point, Duration.ofSeconds(30))) {
      throw new AssertionError("no thread came to " + point);
    }
  }

  /** Closes one instance in order and starts it again. */
  void restartOne() throws InterruptedException {
    int index = random.nextInt(permanent.size());
    permanent.get(index).close();
    permanent.set(index, startPermanent(index));
  }

  /** Adds one more instance or, if there is one more already, closes it. */
  void toggleExtra() throws InterruptedException {
    if (extra == null) {
      extra = LocalInstance.start(deployment, "extra");
    } else {
      extra.close();
      extra = null;
    }
  }

  /** Starts an instance in a process of its own. */
  void startChild() throws Exception {
    child = ChildInstance.start(deployment, "child");
    child.awaitRunning();
  }

  /** Kills the process of {@link #startChild}, after up to {@value #MAX_LIFE_MS} ms. */
  void killChild() throws InterruptedException {
    Thread.sleep(random.nextInt(MAX_LIFE_MS));
    Objects.requireNonNull(child).kill();
  }

  void restartBroker() {
    broker.restart();
  }

  /** Starts instances again that gave up, as whoever operates them would. */
  void restartFailed() throws InterruptedException {
    for (int i = 0; i < permanent.size(); i++) {
      if (permanent.get(i).gaveUp()) {
        permanent.get(i).close();
        permanent.set(i, startPermanent(i));
      }
    }
  }

  private LocalInstance startPermanent(int index) throws InterruptedException {
    return LocalInstance.start(deployment, "instance-" + index);
  }

  @Override
  public void close() {
    permanent.forEach(LocalInstance::close);
    if (extra != null) {
      extra.close();
    }
    if (child != null) {
      child.close();
    }
  }
}
