package io.surtitle.gateway;

import io.micrometer.core.instrument.util.NamedThreadFactory;
import io.surtitle.metrics.Drop;
import io.surtitle.metrics.GatewayMeters;
import io.surtitle.web.Exchange;
import io.surtitle.web.Problem;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All viewers: how many there may be, and what becomes of slow ones. */
final class Viewers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Viewers.class);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
  private static final int ROUND_MS = 500;

  /** How much longer than patience it takes to be cut off, unheard. */
  private static final int CUT = 3;

  private final GatewaySettings settings;
  private final GatewayMeters meters;
  private final Set<Viewer> all = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(new NamedThreadFactory("surtitle-viewers"));
  private volatile boolean closed;

  Viewers(GatewaySettings settings, GatewayMeters meters) {
    this.settings = settings;
    this.meters = meters;
    meters.viewers(all::size);
    // A round lets nothing through that would end the rounds.
    var unused =
        rounds.scheduleWithFixedDelay(this::round, ROUND_MS, ROUND_MS, TimeUnit.MILLISECONDS);
  }

  /**
   * Lets someone read a transcript from an event on, if there is room.
   *
   * @param resume id of the last event seen, null if none was
   * @param history final captions to begin with where none was, or not of this topic
   */
  void admit(
      Exchange exchange, Transcript transcript, Mode mode, @Nullable EventId resume, int history) {
    if (closed || all.size() >= settings.viewers()) {
      meters.dropped(closed ? Drop.SHUTDOWN : Drop.FULL);
      exchange.refuse(
          Problem.unavailable(
              closed
                  ? "this gateway stops: try another"
                  : "there are %d viewers, and no more may be: try another gateway, or later"
                      .formatted(settings.viewers())));
      return;
    }
    exchange.stream("text/event-stream; charset=utf-8")
        .ifPresent(stream -> open(new Viewer(transcript, mode, resume, history, stream, this)));
  }

  private void open(Viewer viewer) {
    all.add(viewer);
    viewer.transcript().viewers().add(viewer);
    viewer.greet();
    if (closed) {
      viewer.leave(Drop.SHUTDOWN);
    }
  }

  void sent(int events, int bytes) {
    meters.sent(events, bytes);
  }

  /** A viewer's connection is gone, which is how most of them leave. */
  void failed(Throwable cause) {
    LOG.debug("a viewer is gone: {}", cause.toString());
  }

  void remove(Viewer viewer) {
    all.remove(viewer);
    viewer.transcript().viewers().remove(viewer);
  }

  private void round() {
    long now = System.nanoTime();
    for (Viewer viewer : all) {
      try {
        see(viewer, now);
      } catch (RuntimeException e) {
        LOG.warn("a viewer fails: {}", e.toString());
      }
    }
  }

  private void see(Viewer viewer, long now) {
    long patience = settings.patience().toNanos();
    long blocked = viewer.nanosSince(now, true);
    if (blocked > CUT * patience) {
      viewer.cut(new TimeoutException("the viewer takes nothing"));
    } else if (blocked > patience && viewer.leave(Drop.SLOW)) {
      meters.dropped(Drop.SLOW);
      LOG.info("viewer {} is slow and dropped", viewer.remote());
    } else if (viewer.nanosSince(now, false) > KEEP_ALIVE.toNanos()) {
      viewer.keepAlive();
    }
  }

  /** Tells all that it is over here. */
  @Override
  public void close() {
    closed = true;
    rounds.shutdownNow();
    for (Viewer viewer : all) {
      if (viewer.leave(Drop.SHUTDOWN)) {
        meters.dropped(Drop.SHUTDOWN);
      }
    }
  }
}
