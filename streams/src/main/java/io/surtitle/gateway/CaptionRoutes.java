package io.surtitle.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.surtitle.web.Exchange;
import io.surtitle.web.Problem;
import io.surtitle.web.Route;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The routes for viewers: the list of streams, and the captions of a stream as they are made. */
final class CaptionRoutes {
  static final String STREAM = "(?<stream>[A-Za-z0-9][A-Za-z0-9._~-]{0,127})";
  static final String LANGUAGE = "(?<language>[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)";

  private static final JsonMapper JSON = new JsonMapper();

  private final Transcripts transcripts;
  private final Viewers viewers;
  private final BooleanSupplier sound;

  /**
   * Routes to these transcripts.
   *
   * @param sound whether streams may have sound
   */
  CaptionRoutes(Transcripts transcripts, Viewers viewers, BooleanSupplier sound) {
    this.transcripts = transcripts;
    this.viewers = viewers;
    this.sound = sound;
  }

  List<Route> routes() {
    return List.of(
        Route.of("streams", "/streams", this::streams),
        Route.of("captions", "/captions/" + STREAM + "/" + LANGUAGE, this::captions));
  }

  /** One stream in the list of streams. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Listed(
      String stream, List<String> languages, boolean live, @Nullable Long lagMs, int viewers) {}

  private record Listing(List<Listed> streams, boolean sound) {}

  private void streams(Exchange exchange) {
    List<Listed> streams =
        transcripts.streams().entrySet().stream()
            .map(each -> listed(each.getKey(), each.getValue()))
            .toList();
    exchange.send(
        "application/json", JSON.writeValueAsString(new Listing(streams, sound.getAsBoolean())));
  }

  private Listed listed(String name, StreamCaptions stream) {
    return new Listed(
        name, stream.languages(), transcripts.live(stream), stream.lagMs(), stream.viewers());
  }

  private void captions(Exchange exchange) {
    Optional<Mode> mode = Mode.of(exchange.query("mode").orElse(Mode.LIVE.id()));
    OptionalInt history = number(exchange.query("history").orElse("0"));
    Optional<String> resume =
        given(exchange.header("Last-Event-ID")).or(() -> given(exchange.query("lastEventId")));
    Optional<EventId> seen = resume.flatMap(EventId::parse);
    if (mode.isEmpty()) {
      exchange.refuse(Problem.badRequest("mode must be live or steady"));
    } else if (history.isEmpty()) {
      exchange.refuse(Problem.badRequest("history must be a whole number from 0 to 2147483647"));
    } else if (resume.isPresent() && seen.isEmpty()) {
      exchange.refuse(Problem.badRequest("Last-Event-ID is not a valid event id"));
    } else {
      find(
          transcripts,
          exchange,
          transcript ->
              viewers.admit(
                  exchange, transcript, mode.get(), seen.orElse(null), history.getAsInt()));
    }
  }

  /** An empty id stands for no event: an EventSource that has received none may send it. */
  private static Optional<String> given(Optional<String> id) {
    return id.map(String::strip).filter(each -> !each.isEmpty());
  }

  /** Passes on the transcript that the path names, or answers what is missing. */
  static void find(Transcripts transcripts, Exchange exchange, Consumer<Transcript> found) {
    String name = exchange.path("stream");
    String language = exchange.path("language");
    Optional<StreamCaptions> stream = transcripts.stream(name);
    Optional<Transcript> transcript = stream.flatMap(each -> each.transcript(language));
    if (transcript.isPresent()) {
      found.accept(transcript.get());
    } else if (stream.isPresent()) {
      exchange.refuse(
          Problem.notFound(
              "stream '%s' has no captions in '%s', only in %s"
                  .formatted(name, language, String.join(", ", stream.get().languages()))));
    } else {
      exchange.refuse(
          Problem.notFound(
              "there are no captions of stream '"
                  + name
                  + "' yet; /streams lists the known streams"));
    }
  }

  private static OptionalInt number(String text) {
    try {
      int number = Integer.parseInt(text);
      return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
