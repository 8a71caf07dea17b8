package io.surtitle.gateway;

import io.surtitle.cli.broker.TestTopics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;

/** Creates, widens and deletes topics. */
record CaptionTopics(Map<String, String> kafka) {
  void create(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.copyOf(kafka))) {
      TestTopics.create(admin, List.of(topic));
    }
  }

  void addPartitions(String topic, int count) throws Exception {
    try (Admin admin = Admin.create(Map.copyOf(kafka))) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(count))).all().get();
    }
  }

  /** Deletes all caption topics. */
  void deleteAll() throws Exception {
    try (Admin admin = Admin.create(Map.copyOf(kafka))) {
      TestTopics.delete(
          admin,
          admin.listTopics().names().get().stream()
              .filter(topic -> topic.startsWith("captions."))
              .toList());
    }
  }

  void delete(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.copyOf(kafka))) {
      TestTopics.delete(admin, List.of(topic));
    }
  }
}
