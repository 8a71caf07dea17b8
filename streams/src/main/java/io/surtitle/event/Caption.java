package io.surtitle.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The caption of one utterance in one language, as far as it is known. The fields, in this order,
 * are those of the JSON.
 *
 * @param id {@code <stream>/<utterance>/<language>}: the same for all revisions of a caption; id
 *     and revision together identify a message
 * @param stream id of the stream
 * @param language language of the text, a BCP 47 tag
 * @param utterance {@code <position>.<part>}: the position of the utterance's first input in its
 *     stream, and the index of the utterance in that input, from 0; the same in all languages
 * @param revision 0 for the first message of this caption, and one more for each later one
 * @param status whether the caption may still grow
 * @param text the whole caption so far; each revision begins with the one before it
 * @param startPts media time in milliseconds where the utterance begins, null if unknown
 * @param endPts media time in milliseconds of the newest input in it, null if unknown
 * @param source text of the utterance in the source language so far
 * @param model name of the model
 * @param modelVersion version of the model
 * @param chrf measured quality of the model's translations into this language, 0 to 100; null if it
 *     was not measured
 * @param preview true if that is so low that the captions are a preview, not for an audience; else
 *     null
 * @param latencyMs milliseconds from the append of the newest input in it to this message
 */
@JsonPropertyOrder({
  "id",
  "stream",
  "language",
  "utterance",
  "revision",
  "status",
  "text",
  "startPts",
  "endPts",
  "source",
  "model",
  "modelVersion",
  "chrf",
  "preview",
  "latencyMs"
})
public record Caption(
    String id,
    String stream,
    String language,
    String utterance,
    @JsonProperty(required = true) int revision,
    Status status,
    String text,
    @JsonProperty(required = true) @Nullable Long startPts,
    @JsonProperty(required = true) @Nullable Long endPts,
    String source,
    String model,
    String modelVersion,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double chrf,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean preview,
    @JsonProperty(required = true) long latencyMs) {

  /** Rejects missing fields, which foreign JSON may have. */
  public Caption {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(stream, "stream");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(utterance, "utterance");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(modelVersion, "modelVersion");
  }

  /** A caption of a model whose quality was not measured. */
  public Caption(
      String id,
      String stream,
      String language,
      String utterance,
      int revision,
      Status status,
      String text,
      @Nullable Long startPts,
      @Nullable Long endPts,
      String source,
      String model,
      String modelVersion,
      long latencyMs) {
    this(
        id,
        stream,
        language,
        utterance,
        revision,
        status,
        text,
        startPts,
        endPts,
        source,
        model,
        modelVersion,
        null,
        null,
        latencyMs);
  }

  /** The same with another text. */
  public Caption withText(String other) {
    return new Caption(
        id,
        stream,
        language,
        utterance,
        revision,
        status,
        other,
        startPts,
        endPts,
        source,
        model,
        modelVersion,
        chrf,
        preview,
        latencyMs);
  }

  /** Whether a caption will still grow. */
  public enum Status {
    /** The caption may still grow. */
    @JsonProperty("partial")
    PARTIAL,
    /** The caption will not change again. */
    @JsonProperty("final")
    FINAL
  }

  /** The utterance part of an id. */
  public static String utterance(long position, int part) {
    return position + "." + part;
  }

  /** The id of a caption. */
  public static String id(String stream, String utterance, String language) {
    return stream + "/" + utterance + "/" + language;
  }
}
