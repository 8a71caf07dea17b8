package io.surtitle.cli.security;

import io.surtitle.cli.broker.EmbeddedBroker;
import io.surtitle.cli.broker.TestTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;

/**
 * A broker with TLS, SASL and ACLs, and Surtitle's users, each with its name as password. Only the
 * administrator may do what no ACL allows. The controller's listener is plain: nobody else knows of
 * it.
 */
final class SecuredBroker implements AutoCloseable {
  private static final Path EXAMPLE = Path.of("..", "deploy", "kafka", "client.yaml");
  private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule";
  private static final String ADMIN = PLAIN + " required username=\"admin\" password=\"secret\"";

  private final Path directory;
  private final EmbeddedBroker broker;
  private final Admin admin;

  private SecuredBroker(Path directory, EmbeddedBroker broker, Admin admin) {
    this.directory = directory;
    this.broker = broker;
    this.admin = admin;
  }

  /** Starts one; its certificate and the users' files go to a directory. */
  static SecuredBroker start(Path directory) throws Exception {
    Certificate certificate = Certificate.make(directory);
    EmbeddedBroker broker = EmbeddedBroker.start(settings(certificate));
    Admin admin = Admin.create(administrator(broker, certificate));
    SecuredBroker started = new SecuredBroker(directory, broker, admin);
    for (String user : List.of("engine", "gateway", "producer", "viewer")) {
      started.add(user);
    }
    return started;
  }

  private static Map<String, String> settings(Certificate certificate) {
    return Map.ofEntries(
        Map.entry("listener.security.protocol.map", "BROKER:SASL_SSL,CONTROLLER:PLAINTEXT"),
        Map.entry("ssl.keystore.type", "PKCS12"),
        Map.entry("ssl.keystore.location", certificate.keys().toString()),
        Map.entry("ssl.keystore.password", Certificate.PASSWORD),
        Map.entry("ssl.truststore.type", "PEM"),
        Map.entry("ssl.truststore.location", certificate.certificate().toString()),
        Map.entry("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512"),
        Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
        Map.entry("listener.name.broker.plain.sasl.jaas.config", ADMIN + " user_admin=\"secret\";"),
        Map.entry(
            "listener.name.broker.scram-sha-512.sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
        Map.entry(
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
        Map.entry("allow.everyone.if.no.acl.found", "false"),
        Map.entry("super.users", "User:admin;User:ANONYMOUS"),
        Map.entry("group.min.session.timeout.ms", "500"));
  }

  private static Map<String, Object> administrator(EmbeddedBroker broker, Certificate certificate) {
    return Map.of(
        "bootstrap.servers",
        broker.bootstrapServers(),
        "security.protocol",
        "SASL_SSL",
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        certificate.certificate().toString(),
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        ADMIN + ";");
  }

  private void add(String user) throws Exception {
    Files.createDirectory(directory.resolve(user));
    Files.writeString(directory.resolve(user).resolve("kafka-password"), user);
    UserScramCredentialAlteration credential =
        new UserScramCredentialUpsertion(
            user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), user);
    admin.alterUserScramCredentials(List.of(credential)).all().get();
  }

  /** Allows this and nothing else. */
  void allowOnly(Collection<Acl> acls) throws Exception {
    admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
    admin.createAcls(acls.stream().map(Acl::binding).toList()).all().get();
  }

  /** The worked example as a user's configuration, with more after it. */
  Path configuration(String user, String more) throws IOException {
    String example =
        Files.readString(EXAMPLE)
            .replace("kafka.example.org:9093", broker.bootstrapServers())
            .replace("/etc/surtitle/secrets", directory.resolve(user).toString())
            .replace("/etc/surtitle", directory.toString())
            .replace("username=\"engine\"", "username=\"" + user + "\"");
    return Files.writeString(directory.resolve(user + ".yaml"), example + more);
  }

  @Override
  public void close() {
    admin.close();
    broker.close();
  }

  /** Deletes all topics, and creates others, of one partition each. */
  void reset(List<String> topics) throws Exception {
    delete(topic -> true);
    TestTopics.create(admin, topics);
  }

  /** Deletes topics, but none of Kafka's own. */
  void delete(Predicate<String> which) throws Exception {
    List<String> topics = admin.listTopics().names().get().stream().filter(which).toList();
    TestTopics.delete(admin, topics);
  }

  /** How many records a topic of one partition has been given. */
  long end(String topic) throws Exception {
    TopicPartition only = new TopicPartition(topic, 0);
    return admin
        .listOffsets(Map.of(only, OffsetSpec.latest()))
        .partitionResult(only)
        .get()
        .offset();
  }
}
