package io.surtitle.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The beginning or end of something that a model detected in a stream. The fields, in this order,
 * are those of the JSON.
 *
 * @param id {@code <stream>/<event>/<position>.<part>}, the same at the beginning and at the end:
 *     the position in its stream of the input in which it was found, and the number of events found
 *     earlier in that input; id and phase together identify a message
 * @param stream id of the stream
 * @param event name of what was detected, such as {@code speech}
 * @param phase whether it begins or ends
 * @param startPts media time in milliseconds where it begins
 * @param endPts media time in milliseconds where it ends, null while it continues
 * @param decidedPts media time in milliseconds up to which the model had processed the audio by
 *     then
 * @param cause why it ends, null while it continues
 * @param model name of the model
 * @param modelVersion version of the model
 * @param latencyMs milliseconds from the append of the newest input to this message
 */
@JsonPropertyOrder({
  "id",
  "stream",
  "event",
  "phase",
  "startPts",
  "endPts",
  "decidedPts",
  "cause",
  "model",
  "modelVersion",
  "latencyMs"
})
public record StreamEvent(
    String id,
    String stream,
    String event,
    Phase phase,
    long startPts,
    @Nullable Long endPts,
    long decidedPts,
    @Nullable Cause cause,
    String model,
    String modelVersion,
    long latencyMs) {

  /** Rejects missing fields, which foreign JSON may have. */
  public StreamEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(stream, "stream");
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(modelVersion, "modelVersion");
  }

  /** Whether an event begins or ends. */
  public enum Phase {
    /** It begins. */
    @JsonProperty("begins")
    BEGINS,
    /** It ends. */
    @JsonProperty("ends")
    ENDS
  }

  /** Why an event ends. */
  public enum Cause {
    /** The model no longer detects it. */
    @JsonProperty("score")
    SCORE,
    /** The producer marked the end of the stream: {@code surtitle-end}. */
    @JsonProperty("end")
    END,
    /** No audio came for some time. */
    @JsonProperty("silence")
    SILENCE,
    /** Audio is missing after it. */
    @JsonProperty("gap")
    GAP,
    /** The model failed on the audio after it, or was replaced. */
    @JsonProperty("failure")
    FAILURE
  }

  /** The id of an event. */
  public static String id(String stream, String event, long position, int part) {
    return stream + "/" + event + "/" + position + "." + part;
  }
}
