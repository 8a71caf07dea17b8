package io.surtitle.cli.command;

import io.surtitle.cli.failure.FailedException;
import io.surtitle.cli.failure.Failures;
import io.surtitle.cli.terminal.Stdio;
import io.surtitle.cli.wiring.Viewing;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code surtitle health}: a health check for images without curl. */
@Command(
    name = "health",
    description = {
      "Asks a Surtitle process whether it is ready and prints the answer.",
      "",
      "The first address that answers decides. Without --url, the default ports of gateway and run"
          + " are tried.",
      ""
    },
    footer = {"", "Example:", "  surtitle health --url http://localhost:8080/health/live"})
final class HealthCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final Stdio stdio;

  @Option(
      names = "--url",
      split = ",",
      paramLabel = "URL",
      converter = HttpAddress.class,
      defaultValue =
          "http://localhost:"
              + Viewing.USUAL_PORT
              + "/health/ready,http://localhost:"
              + RunCommand.USUAL_PORT
              + "/health/ready",
      description = "Addresses to ask, in this order. Default: ${DEFAULT-VALUE}.")
  private List<URI> addresses = List.of();

  HealthCommand(Stdio stdio) {
    this.stdio = stdio;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<HttpRequest> requests = addresses.stream().map(HealthCommand::request).toList();
    HttpClient client = HttpClient.newHttpClient();
    for (HttpRequest request : requests) {
      try {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        stdio.out().println(answer.body());
        return answer.statusCode() == OK ? 0 : Failures.FAILED;
      } catch (ConnectException e) {
        // Nothing listens here; try the next.
      }
    }
    throw new FailedException(
        "no process answers at "
            + addresses.stream().map(URI::toString).collect(Collectors.joining(" or ")));
  }

  private static HttpRequest request(URI address) {
    return HttpRequest.newBuilder(address).timeout(PATIENCE).build();
  }
}
