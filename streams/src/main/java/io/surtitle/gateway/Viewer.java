package io.surtitle.gateway;

import io.surtitle.metrics.Drop;
import io.surtitle.web.EventStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A client that reads a growing transcript: a position in it, and at most one write in progress.
 * Unsent captions are kept only in the transcript, so a slow viewer costs no memory: it may miss
 * partial revisions, but no final captions.
 */
final class Viewer {
  private static final int WRITE_BYTES = 64 << 10;
  private static final byte[] HELLO = bytes("retry: 2000\n\n");
  private static final byte[] ALIVE = bytes(": alive\n\n");
  private static final byte[] GAP = bytes("event: gap\ndata: {}\n\n");
  private static final byte[] ANEW = bytes("event: anew\ndata: {}\n\n");

  private final Transcript transcript;
  private final Mode mode;
  private final int history;
  private final EventStream stream;
  private final Viewers viewers;
  private EventId seen;
  private boolean writing;
  private boolean over;
  private long since = System.nanoTime();
  private @Nullable Drop reason;

  /**
   * A viewer.
   *
   * @param resume id of the last event received; null if there was none
   * @param history number of final captions to begin with if there was none, or it was from a topic
   *     that was recreated
   */
  Viewer(
      Transcript transcript,
      Mode mode,
      @Nullable EventId resume,
      int history,
      EventStream stream,
      Viewers viewers) {
    this.transcript = transcript;
    this.mode = mode;
    this.history = history;
    this.seen = resume == null ? transcript.before(history) : resume;
    this.stream = stream;
    this.viewers = viewers;
  }

  /** Starts sending. */
  synchronized void greet() {
    boolean gap = transcript.forgot(seen);
    write(gap ? concat(HELLO, GAP) : HELLO);
  }

  /** Sends new captions; if a write is in progress, they are sent when it completes. */
  synchronized void wake() {
    if (writing || over) {
      return;
    }
    if (reason != null) {
      end(reason);
      return;
    }
    if (transcript.beganAfter(seen)) {
      seen = transcript.before(history);
      write(ANEW);
      return;
    }
    List<Entry> news = transcript.after(seen, mode, WRITE_BYTES);
    if (!news.isEmpty()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      news.forEach(each -> bytes.writeBytes(each.event(mode)));
      seen = news.get(news.size() - 1).id(mode);
      viewers.sent(news.size(), bytes.size());
      write(bytes.toByteArray());
    }
  }

  /**
   * Sends a comment if there is nothing else to send, so that the connection is not considered
   * dead.
   */
  synchronized void keepAlive() {
    if (!writing && !over) {
      write(ALIVE);
    }
  }

  /**
   * Ends the stream with a final event: now, or when the write in progress completes.
   *
   * @return false if it is ending already
   */
  synchronized boolean leave(Drop why) {
    if (over || reason != null) {
      return false;
    }
    reason = why;
    wake();
    return true;
  }

  /** Ends at once; the client may reconnect with the id of the last event it received. */
  synchronized void cut(Throwable cause) {
    if (!over) {
      over = true;
      viewers.remove(this);
      stream.abort(cause);
    }
  }

  /** For how many nanoseconds a write has been in progress, or nothing has been written. */
  synchronized long nanosSince(long now, boolean writes) {
    return writing == writes ? now - since : 0;
  }

  String remote() {
    return stream.remote();
  }

  Transcript transcript() {
    return transcript;
  }

  private void write(byte[] bytes) {
    writing = true;
    since = System.nanoTime();
    stream.write(bytes, this::written, this::failed);
  }

  private synchronized void written() {
    writing = false;
    since = System.nanoTime();
    wake();
  }

  private synchronized void failed(Throwable cause) {
    if (!over) {
      viewers.failed(cause);
    }
    writing = false;
    cut(cause);
  }

  private void end(Drop why) {
    over = true;
    viewers.remove(this);
    String name = why.name().toLowerCase(Locale.ROOT);
    stream.write(
        bytes("event: end\ndata: {\"reason\":\"" + name + "\"}\n\n"), stream::end, stream::abort);
  }

  private static byte[] concat(byte[] one, byte[] other) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(one);
    both.writeBytes(other);
    return both.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
