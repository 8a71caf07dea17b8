package io.surtitle.gateway;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Passes on every line of an answer as it arrives. */
record Lines(Consumer<String> to) implements Flow.Subscriber<String> {
  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(String line) {
    to.accept(line);
  }

  @Override
  public void onError(Throwable cause) {}

  @Override
  public void onComplete() {}
}
