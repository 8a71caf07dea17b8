package io.surtitle.cli.wiring;

import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.config.ConfigurationReader;
import io.surtitle.inference.RunObserver;
import io.surtitle.inference.RunSettings;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.web.WebServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** An engine as {@code surtitle run} starts it, in this process. */
record Running(
    Stop stop, Operations operations, LoadedModels models, Captioning captioning, WebServer server)
    implements AutoCloseable {

  static Running of(Path file) {
    Configuration configuration = ConfigurationReader.read(file);
    BundleChoice choice =
        BundleChoice.of(
            configuration.model(), configuration.captions().languages(), "captions.languages");
    Stop stop = Stop.onSignal();
    Operations operations = new Operations();
    EngineMeters meters = new EngineMeters(operations.registry());
    LoadedModels models = LoadedModels.load(choice, RunSettings.of(1), RunObserver.NONE);
    Captioning captioning = Captioning.start(configuration, models, stop, meters);
    operations.engine(captioning::condition, captioning.bundles());
    return new Running(
        stop, operations, models, captioning, operations.start(configuration.http(), 0));
  }

  /** What the server answers. */
  String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server.address().resolve(path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    server.close();
    captioning.close();
    models.close();
    operations.close();
    stop.close();
  }
}
