package io.surtitle.web;

/**
 * Answers a request: with {@link Exchange#send}, {@link Exchange#refuse} or {@link
 * Exchange#stream}.
 */
@FunctionalInterface
public interface Endpoint {
  /** Answers now; a stream that it opens may continue after this has returned. */
  void answer(Exchange exchange);
}
