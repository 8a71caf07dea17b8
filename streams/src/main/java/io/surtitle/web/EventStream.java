package io.surtitle.web;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A streaming answer. At most one write may be in progress; writes do not block. */
public final class EventStream {
  private final Response response;
  private final Callback callback;
  private final String remote;

  EventStream(Request request, Response response, Callback callback) {
    this.response = response;
    this.callback = callback;
    this.remote = Request.getRemoteAddr(request);
  }

  /**
   * Writes some bytes.
   *
   * @param done called when the bytes were handed to the network, so that the next write may follow
   * @param failed called instead when the client is gone; the stream is over
   */
  public void write(byte[] bytes, Runnable done, Consumer<Throwable> failed) {
    response.write(false, ByteBuffer.wrap(bytes), Callback.from(done, failed));
  }

  /** Ends the answer normally; must not be called during a write. */
  public void end() {
    response.write(true, ByteBuffer.allocate(0), callback);
  }

  /** Ends the answer and closes the connection. */
  public void abort(Throwable cause) {
    callback.failed(cause);
  }

  /** Address of the client, for the log. */
  public String remote() {
    return remote;
  }
}
