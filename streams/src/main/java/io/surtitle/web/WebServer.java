package io.surtitle.web;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running server. */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final int THREADS = 32;
  private static final int REQUEST_HEADER_BYTES = 8 << 10;
  private static final int REQUEST_BODY_BYTES = 4 << 10;

  /** Longer than the pauses between the comments that keep an event stream alive. */
  private static final int IDLE_MS = 60_000;

  private static final int STOP_MS = 1_000;
  private static final int SHUTDOWN_IDLE_MS = 100;

  private final Server server;
  private final ServerConnector connector;
  private final HttpSettings settings;

  private WebServer(HttpSettings settings) {
    this.settings = settings;
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("surtitle-http");
    threads.setDaemon(true);
    server = new Server(threads);
    connector = new ServerConnector(server, new HttpConnectionFactory(http()));
    connector.setIdleTimeout(IDLE_MS);
    connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MS);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(settings.connections(), connector));
    server.setErrorHandler(new Errors());
    server.setStopTimeout(STOP_MS);
  }

  /**
   * Starts a server.
   *
   * @param routes in the order in which they are matched
   * @param files directory of the class path whose files are served where no route matches; empty
   *     for none
   * @throws ListenException if it cannot listen on the configured address and port
   */
  public static WebServer start(
      HttpSettings settings, List<Route> routes, String files, RequestObserver observer) {
    WebServer started = new WebServer(settings);
    try {
      started.server.setHandler(started.handlers(routes, files, observer));
      started.listen();
      started.server.start();
      return started;
    } catch (ListenException e) {
      started.close();
      throw e;
    } catch (Exception e) {
      started.close();
      throw new IllegalStateException("the HTTP server does not start", e);
    }
  }

  /** The server's address for a browser on this machine. */
  public URI address() {
    boolean all = settings.host().equals("0.0.0.0") || settings.host().equals("::");
    String host = all ? HttpSettings.HOST : settings.host();
    String authority = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + authority + ":" + connector.getLocalPort());
  }

  /** Waits up to a second for requests in progress to complete. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("the HTTP server did not stop cleanly: {}", e.toString());
    }
  }

  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(REQUEST_HEADER_BYTES);
    // Behind a proxy that terminates TLS, cookies are for TLS only too.
    http.addCustomizer(new ForwardedRequestCustomizer());
    return http;
  }

  private void listen() throws IOException {
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    try {
      connector.open();
    } catch (IOException e) {
      if (!settings.orAnother()) {
        throw new ListenException(settings, e);
      }
      connector.setPort(0);
      connector.open();
    }
  }

  /** The outermost of the handlers, each of which answers a request or passes it on. */
  private Handler handlers(List<Route> routes, String files, RequestObserver observer) {
    Gatekeeper gatekeeper = new Gatekeeper(settings.token());
    Router router = new Router(routes, gatekeeper, observer);
    if (!files.isEmpty()) {
      router.setHandler(files(files));
    }
    gatekeeper.setHandler(router);
    SizeLimitHandler limit = new SizeLimitHandler(REQUEST_BODY_BYTES, -1);
    limit.setHandler(gatekeeper);
    return new GracefulHandler(new Headers(settings.origins().isEmpty() ? limit : shared(limit)));
  }

  private ResourceHandler files(String directory) {
    ResourceHandler files = new ResourceHandler();
    files.setBaseResource(ResourceFactory.of(server).newClassLoaderResource(directory));
    files.setDirAllowed(false);
    files.setEtags(true);
    files.setCacheControl("no-cache");
    return files;
  }

  private Handler shared(Handler handler) {
    CrossOriginHandler shared = new CrossOriginHandler();
    shared.setAllowedOriginPatterns(
        settings.origins().stream().map(Pattern::quote).collect(Collectors.toSet()));
    shared.setAllowedMethods(Set.of("GET", "HEAD"));
    shared.setAllowedHeaders(
        Set.of(HttpHeader.AUTHORIZATION.asString(), "Last-Event-ID", "Cache-Control"));
    shared.setAllowCredentials(false);
    shared.setHandler(handler);
    return shared;
  }
}
