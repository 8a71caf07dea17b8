package io.surtitle.gateway;

import io.surtitle.cli.TestTopics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;

/** The topics of a Kafka, to be made, widened and deleted. */
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

  void delete(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.copyOf(kafka))) {
      TestTopics.delete(admin, List.of(topic));
    }
  }
}
