package io.surtitle.topology;

import io.micrometer.core.instrument.util.NamedThreadFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.GroupProtocol;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the transactions that other processes of this application left open when they died. While
 * one is open, readers of committed records cannot pass its beginning: neither viewers, nor the
 * process that takes the streams over and restores their state. The brokers end it by themselves,
 * but only {@code transaction.timeout.ms} after its beginning and up to {@code
 * transaction.abort.timed.out.transaction.cleanup.interval.ms} later, each 10 s by default.
 *
 * <p>A transaction is abandoned if it is much older than the time between two commits and its
 * process is no longer a member of the group. If that process is alive after all, it is fenced, as
 * by a rebalance: processing remains exactly-once.
 */
final class AbandonedTransactions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AbandonedTransactions.class);

  /** How often to check. */
  private static final Duration EVERY = Duration.ofMillis(500);

  /** Minimum age of an abandoned transaction: ten times the time between two commits. */
  private static final Duration OLD = Duration.ofSeconds(1);

  /** Kafka Streams gives every process one, and names its clients and transactions after it. */
  private static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(new NamedThreadFactory("surtitle-transactions"));
  private final Admin admin;
  private final String application;
  private final boolean classicGroup;
  private final Supplier<Set<String>> ownClients;
  private final Pattern transactionalId;
  private boolean asks;

  /**
   * Checks the transactions of one application.
   *
   * @param config of Kafka Streams
   * @param ownClients ids of the consumers by which this process is a member of the group
   */
  AbandonedTransactions(StreamsConfig config, Supplier<Set<String>> ownClients) {
    this.admin = Admin.create(config.getAdminConfigs("transactions"));
    this.application = config.getString(StreamsConfig.APPLICATION_ID_CONFIG);
    this.classicGroup =
        GroupProtocol.CLASSIC.name.equalsIgnoreCase(
            config.getString(StreamsConfig.GROUP_PROTOCOL_CONFIG));
    this.ownClients = ownClients;
    this.transactionalId =
        Pattern.compile("(" + Pattern.quote(application) + "-" + UUID + ")-\\d+");
    // With a client id set by the user, a member's client does not identify its process.
    this.asks =
        StreamsConfig.EXACTLY_ONCE_V2.equals(
                config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
            && config.getString(StreamsConfig.CLIENT_ID_CONFIG).isEmpty();
  }

  /** Checks regularly until it is closed. */
  void watch() {
    long every = EVERY.toMillis();
    var unused = looks.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
  }

  /** Checks once and ends abandoned transactions; a failure is retried with the next check. */
  void look() {
    if (!asks) {
      return;
    }
    try {
      end(abandoned());
    } catch (ExecutionException | RuntimeException e) {
      asks = !(e.getCause() instanceof UnsupportedVersionException);
      LOG.debug("cannot tell whether transactions are abandoned: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> abandoned() throws ExecutionException, InterruptedException {
    List<String> old = old();
    if (old.isEmpty()) {
      return List.of();
    }
    Set<String> members = members();
    Set<String> own = ownClients.get();
    // A group that does not include this process is no evidence about the others either.
    return members.stream().noneMatch(own::contains)
        ? List.of()
        : old.stream().filter(id -> members.stream().noneMatch(isOf(process(id)))).toList();
  }

  /** Transactional ids of this application's processes that have an old transaction. */
  private List<String> old() throws ExecutionException, InterruptedException {
    ListTransactionsOptions asked =
        new ListTransactionsOptions()
            .filterStates(Set.of(TransactionState.ONGOING))
            .filterOnDuration(OLD.toMillis());
    return admin.listTransactions(asked).all().get().stream()
        .map(TransactionListing::transactionalId)
        .filter(id -> transactionalId.matcher(id).matches())
        .toList();
  }

  /** Ids of the group's consumers. */
  private Set<String> members() throws ExecutionException, InterruptedException {
    List<String> group = List.of(application);
    return (classicGroup
            ? admin.describeConsumerGroups(group).all().get().values().stream()
                .flatMap(each -> each.members().stream())
                .map(MemberDescription::clientId)
            : admin.describeStreamsGroups(group).all().get().values().stream()
                .flatMap(each -> each.members().stream())
                .map(StreamsGroupMemberDescription::clientId))
        .collect(Collectors.toSet());
  }

  /** The prefix of the ids of a process's clients. */
  private String process(String id) {
    Matcher matcher = transactionalId.matcher(id);
    return matcher.matches() ? matcher.group(1) + "-" : id;
  }

  private static Predicate<String> isOf(String process) {
    return client -> client.startsWith(process);
  }

  private void end(List<String> abandoned) throws ExecutionException, InterruptedException {
    if (!abandoned.isEmpty()) {
      admin.fenceProducers(abandoned).all().get();
      LOG.info("ended the transactions that a dead process left open: {}", abandoned);
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
    admin.close(Duration.ZERO);
  }
}
