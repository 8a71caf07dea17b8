package io.surtitle.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A viewer of server-sent events over a plain socket, which can also stop reading. */
final class EventReader implements AutoCloseable {
  /**
   * One event.
   *
   * @param id null if it has none
   */
  record Event(@Nullable String id, String type, String data) {
    /** The caption's text. */
    String text() {
      return data.replaceFirst(".*\"text\":\"", "").replaceFirst("\",\"startPts.*", "");
    }
  }

  private final Socket socket;
  private final BufferedReader lines;
  private final List<Event> events = new CopyOnWriteArrayList<>();

  /** Requests a path and reads only the head of the answer. */
  EventReader(URI server, String path, @Nullable String lastEventId, int receiveBuffer)
      throws IOException {
    socket = new Socket();
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    String resume = lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
    socket
        .getOutputStream()
        .write(
            ("GET " + path + " HTTP/1.0\r\nHost: " + server.getHost() + "\r\n" + resume + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    if (line == null || !line.contains(" 200 ")) {
      throw new IOException("refused: " + line);
    }
    while (line != null && !line.isEmpty()) {
      line = lines.readLine();
    }
  }

  static EventReader of(URI server, String path) throws IOException {
    return new EventReader(server, path, null, 0).reading();
  }

  static EventReader after(URI server, String path, @Nullable String id) throws IOException {
    return new EventReader(server, path, id, 0).reading();
  }

  /** Starts reading on a thread of its own. */
  EventReader reading() {
    Thread reader = new Thread(this::read, "viewer");
    reader.setDaemon(true);
    reader.start();
    return this;
  }

  private void read() {
    try {
      List<String> event = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty()) {
          event.add(line);
        } else if (!event.isEmpty()) {
          take(event);
          event.clear();
        }
      }
      events.add(new Event(null, "closed", ""));
    } catch (IOException | UncheckedIOException e) {
      events.add(new Event(null, "closed", e.toString()));
    }
  }

  private void take(List<String> lines) {
    String type = field(lines, "event");
    if (type != null) {
      String data = field(lines, "data");
      events.add(new Event(field(lines, "id"), type, data == null ? "" : data));
    }
  }

  private static @Nullable String field(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse(null);
  }

  /** All events so far; the last is of type {@code closed} once the server has closed. */
  List<Event> events() {
    return List.copyOf(events);
  }

  /** The texts of all captions so far. */
  List<String> texts() {
    return events.stream()
        .filter(event -> event.type().equals("caption"))
        .map(Event::text)
        .toList();
  }

  /** The id of the last event that had one. */
  @Nullable String lastId() {
    return events.stream().map(Event::id).filter(id -> id != null).reduce(null, (a, b) -> b);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
