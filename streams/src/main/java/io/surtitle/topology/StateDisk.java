package io.surtitle.topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks whether the disk has room for the local state. RocksDB continues to accept data that it
 * can no longer write, so captions continue for a while, but after the next start the stores cannot
 * be opened.
 */
final class StateDisk {
  /** The least free bytes: a few of RocksDB's buffers. */
  static final long LEAST = 64L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(StateDisk.class);
  private static final String FULL = "No space left on device";

  private final Path directory;
  private final ToLongFunction<Path> probe;

  /** The disk of a directory, which need not exist yet. */
  static StateDisk of(Path directory) {
    return new StateDisk(directory.toAbsolutePath(), StateDisk::usable);
  }

  /**
   * The same with another probe.
   *
   * @param probe usable bytes at a path
   */
  StateDisk(Path directory, ToLongFunction<Path> probe) {
    this.directory = directory;
    this.probe = probe;
  }

  private static long usable(Path directory) {
    Path there = directory;
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      return Files.getFileStore(there).getUsableSpace();
    } catch (IOException e) {
      LOG.debug("the space at {} is not known", there, e);
      return Long.MAX_VALUE;
    }
  }

  /** The number of bytes that can still be written. */
  long usable() {
    return probe.applyAsLong(directory);
  }

  /** Why state cannot be stored, if there is too little room. */
  Optional<String> obstacle() {
    long usable = usable();
    return usable < LEAST ? Optional.of(full(usable)) : Optional.empty();
  }

  /** One sentence, if a failure comes from a full disk. */
  Optional<String> explain(Throwable failure) {
    long usable = usable();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      boolean says = t.getMessage() != null && t.getMessage().contains(FULL);
      if (says || (t instanceof ProcessorStateException && usable < LEAST)) {
        return Optional.of(full(usable));
      }
    }
    return Optional.empty();
  }

  private String full(long usable) {
    return "the disk of the state directory %s is full: %d bytes are free, at least %d are needed"
        .formatted(directory, usable, LEAST);
  }
}
