package io.surtitle.topology;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs when a check begins to fail, and when it passes again. */
final class CheckLog implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(CheckLog.class);

  private final List<Check> checks;
  private final Set<String> failing = new HashSet<>();

  CheckLog(List<Check> checks) {
    this.checks = checks;
  }

  @Override
  public void run() {
    for (Check check : checks) {
      Optional<String> obstacle = check.obstacle().get();
      if (obstacle.isPresent() && failing.add(check.name())) {
        LOG.warn("{}: {}", check.name(), obstacle.get());
      } else if (obstacle.isEmpty() && failing.remove(check.name())) {
        LOG.info("{}: resolved", check.name());
      }
    }
  }
}
