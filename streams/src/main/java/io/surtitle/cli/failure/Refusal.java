package io.surtitle.cli.failure;

import io.surtitle.topology.RepartitionException;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** Explains what TLS, SASL, an ACL or the number of partitions did not allow, and how to fix it. */
public final class Refusal {
  public static final String ACL = "an ACL is missing, see docs/security.md";

  private Refusal() {}

  /**
   * One sentence, if a failure has such a cause.
   *
   * @param kafka name of the cluster in the sentence
   */
  public static Optional<String> sentence(String kafka, Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RepartitionException) {
        return Optional.of(Failures.oneLine(t));
      }
      if (t instanceof AuthorizationException) {
        String refused = Failures.oneLine(isVague(t) ? failure : t).replaceAll("\\.$", "");
        return Optional.of("%s refuses: %s (%s)".formatted(kafka, refused, ACL));
      }
      if (t instanceof SslAuthenticationException) {
        return Optional.of(
            "%s cannot be trusted (ssl.truststore.location): %s".formatted(kafka, deepest(t)));
      }
      if (t instanceof AuthenticationException) {
        return Optional.of(
            "%s refuses the user or the password: %s".formatted(kafka, Failures.oneLine(t)));
      }
    }
    return Optional.empty();
  }

  /** Whether the refusal does not name its topic, so that only the outer exception can. */
  private static boolean isVague(Throwable refusal) {
    return refusal instanceof TopicAuthorizationException topics
        && topics.unauthorizedTopics().isEmpty();
  }

  private static String deepest(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return Failures.oneLine(deepest);
  }
}
