package io.surtitle.cli.broker;

import static org.awaitility.Awaitility.await;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Topics that come and go in tests. */
public final class TestTopics {
  private TestTopics() {}

  /** Creates topics of one partition each. */
  public static void create(Admin admin, Collection<String> names)
      throws ExecutionException, InterruptedException {
    admin
        .createTopics(
            names.stream()
                .map(name -> new NewTopic(name, Optional.of(1), Optional.empty()))
                .toList())
        .all()
        .get();
  }

  /** Deletes topics, and waits until nobody finds them any more. */
  public static void delete(Admin admin, Collection<String> names)
      throws ExecutionException, InterruptedException {
    admin.deleteTopics(names).all().get();
    await().until(() -> admin.listTopics().names().get().stream().noneMatch(names::contains));
  }
}
