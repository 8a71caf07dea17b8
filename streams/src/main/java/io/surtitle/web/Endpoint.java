package io.surtitle.web;

/**
 * Answers a request: with {@link Exchange#send}, {@link Exchange#refuse} or {@link
 * Exchange#stream}.
 */
@FunctionalInterface
public interface Endpoint {
  /** Answers now; whoever opens a stream goes on with it after this has returned. */
  void answer(Exchange exchange);
}
