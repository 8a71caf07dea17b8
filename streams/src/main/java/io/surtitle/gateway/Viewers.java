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

/** All viewers: limits their number and drops slow ones. */
final class Viewers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Viewers.class);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
  private static final int ROUND_MS = 500;

  /** After this multiple of the patience a slow viewer is cut off without a final event. */
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
    // A round catches every exception: one that escaped would cancel further rounds.
    var unused =
        rounds.scheduleWithFixedDelay(this::round, ROUND_MS, ROUND_MS, TimeUnit.MILLISECONDS);
  }

  /**
   * Admits a viewer to a transcript, starting after an event, unless the limit is reached.
   *
   * @param resume id of the last event received; null if there was none
   * @param history number of final captions to begin with if there was none, or it was from a topic
   *     that was recreated
   */
  void admit(
      Exchange exchange, Transcript transcript, Mode mode, @Nullable EventId resume, int history) {
    if (closed || all.size() >= settings.viewers()) {
      meters.dropped(closed ? Drop.SHUTDOWN : Drop.FULL);
      exchange.refuse(
          Problem.unavailable(
              closed
                  ? "this gateway is stopping: try another one"
                  : "the limit of %d viewers is reached: try another gateway, or try again later"
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

  /** A viewer's connection was closed, which is how most of them leave. */
  void failed(Throwable cause) {
    LOG.debug("a viewer has disconnected: {}", cause.toString());
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
        LOG.warn("serving a viewer failed: {}", e.toString());
      }
    }
  }

  private void see(Viewer viewer, long now) {
    long patience = settings.patience().toNanos();
    long blocked = viewer.nanosSince(now, true);
    if (blocked > CUT * patience) {
      viewer.cut(new TimeoutException("the viewer does not read"));
    } else if (blocked > patience && viewer.leave(Drop.SLOW)) {
      meters.dropped(Drop.SLOW);
      LOG.info("dropped viewer {}, which reads too slowly", viewer.remote());
    } else if (viewer.nanosSince(now, false) > KEEP_ALIVE.toNanos()) {
      viewer.keepAlive();
    }
  }

  /** Sends all viewers a final event and disconnects them. */
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
