package io.surtitle.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthCommandTest {
  @ParameterizedTest
  @CsvSource({"200, UP, 0", "503, DOWN, 1", "404, none, 1"})
  void theAnswerIsTheExitCode(int status, String body, int code) throws IOException {
    HttpServer server = answering(status, body);
    try {
      Ran ran = Ran.command("health", "--url", address(server.getAddress().getPort()));

      assertThat(ran.code()).isEqualTo(code);
      assertThat(ran.lines()).containsExactly(body);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whoeverAnswersFirstCounts() throws IOException {
    HttpServer server = answering(200, "UP");
    try {
      String both = address(freePort()) + "," + address(server.getAddress().getPort());

      assertThat(Ran.command("health", "--url", both).code()).isZero();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void nobodyThere() throws IOException {
    Ran ran = Ran.command("health", "--url", address(freePort()));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).startsWith("surtitle: no process answers at http://localhost:");
  }

  private static HttpServer answering(int status, String body) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(here, 0), 0);
    server.createContext(
        "/health/ready",
        exchange -> {
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String address(int port) {
    return "http://localhost:%d/health/ready".formatted(port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
