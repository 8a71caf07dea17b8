package io.surtitle.event;

/** Why an input became a dead letter. The codes are part of the wire format and never change. */
public enum Reason {
  /** The value is not well-formed UTF-8. */
  NOT_UTF8("not-utf8"),
  /** There is neither text nor a sample, nor an end mark. */
  EMPTY("empty"),
  /** The record, or an entry or session that results from it, is larger than a limit allows. */
  TOO_LARGE("too-large"),
  /** {@code surtitle-lang} names another language than the model's source language. */
  UNKNOWN_LANGUAGE("unknown-language"),
  /** The key is missing or is not a stream id. */
  BAD_STREAM_ID("bad-stream-id"),
  /** A {@code surtitle-*} header cannot be read. */
  BAD_HEADER("bad-header"),
  /** The value is not audio in a format that the model accepts. */
  BAD_AUDIO("bad-audio"),
  /** The model failed on this input, alone in its batch. */
  INFERENCE_FAILED("inference-failed"),
  /** The partition has as many streams as the configured limit allows. */
  TOO_MANY_STREAMS("too-many-streams"),
  /** The task failed on this record repeatedly, for a reason in the record itself. */
  PROCESSING_FAILED("processing-failed");

  private final String code;

  Reason(String code) {
    this.code = code;
  }

  /** The value of {@code surtitle-error-reason}. */
  public String code() {
    return code;
  }
}
