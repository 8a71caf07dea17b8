package io.surtitle.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network connection between a browser and a server that can be cut and restored. */
final class Cable implements AutoCloseable {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final URI server;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private ServerSocket entrance;

  private Cable(URI server, ServerSocket entrance) {
    this.server = server;
    this.entrance = entrance;
    daemon(() -> accept(entrance));
  }

  static Cable to(URI server) {
    return new Cable(server, listen(0));
  }

  /** The server's address through this cable. */
  URI address() {
    return URI.create("http://" + HERE.getHostAddress() + ":" + entrance.getLocalPort());
  }

  /** Closes all connections and refuses new ones. */
  void cut() {
    close(entrance);
    ends.forEach(Cable::close);
    ends.clear();
  }

  /** Accepts connections again. */
  void mend() {
    ServerSocket again = listen(entrance.getLocalPort());
    entrance = again;
    daemon(() -> accept(again));
  }

  @Override
  public void close() {
    cut();
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Socket viewer = from.accept();
        ends.add(viewer);
        Socket there = new Socket(HERE, server.getPort());
        ends.add(there);
        daemon(() -> carry(viewer, there));
        daemon(() -> carry(there, viewer));
      } catch (IOException e) {
        // Cut.
      }
    }
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      // Cut.
    }
    ends.remove(from);
    ends.remove(to);
  }

  private static ServerSocket listen(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(HERE, port));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // It is closed either way.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "cable");
    thread.setDaemon(true);
    thread.start();
  }
}
