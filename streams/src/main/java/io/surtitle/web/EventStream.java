package io.surtitle.web;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** An answer that goes on. One write at a time; none blocks. */
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
   * @param done called when they are on their way, so that the next may follow
   * @param failed called instead when the other side is gone; the stream is over
   */
  public void write(byte[] bytes, Runnable done, Consumer<Throwable> failed) {
    response.write(false, ByteBuffer.wrap(bytes), Callback.from(done, failed));
  }

  /** Ends the answer in good order; not during a write. */
  public void end() {
    response.write(true, ByteBuffer.allocate(0), callback);
  }

  /** Ends the answer, and the connection with it. */
  public void abort(Throwable cause) {
    callback.failed(cause);
  }

  /** Address of the other side, for the log. */
  public String remote() {
    return remote;
  }
}
