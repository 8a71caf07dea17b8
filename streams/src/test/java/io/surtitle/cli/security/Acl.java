package io.surtitle.cli.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A line of deploy/kafka/acls.sh.
 *
 * @param name of the resource; a * at its end stands for all that begin so
 * @param creating whether it is only for an engine that creates the topics
 */
record Acl(String user, String operation, String kind, String name, boolean creating) {
  private static final Path SCRIPT = Path.of("..", "deploy", "kafka", "acls.sh");
  private static final Pattern LINE =
      Pattern.compile("(?m)^( *)allow (\\S+) +(\\S+) +(\\S+) +'?([^\\s']+)'?$");

  /** All lines, or only those for an engine whose topics are there. */
  static List<Acl> all(boolean creating) throws IOException {
    return LINE.matcher(Files.readString(SCRIPT))
        .results()
        .map(Acl::of)
        .filter(acl -> creating || !acl.creating)
        .toList();
  }

  private static Acl of(MatchResult line) {
    return new Acl(
        line.group(2), line.group(3), line.group(4), line.group(5), !line.group(1).isEmpty());
  }

  /** The user may see the resource, and no more. */
  Acl weakened() {
    return new Acl(user, "Describe", kind, name, creating);
  }

  /** The same for Kafka's API. */
  AclBinding binding() {
    boolean prefix = name.endsWith("*");
    return new AclBinding(
        new ResourcePattern(
            ResourceType.valueOf(kind.toUpperCase(Locale.ROOT).replace('-', '_')),
            prefix ? name.substring(0, name.length() - 1) : name,
            prefix ? PatternType.PREFIXED : PatternType.LITERAL),
        new AccessControlEntry(
            "User:" + user,
            "*",
            AclOperation.valueOf(operation.toUpperCase(Locale.ROOT)),
            AclPermissionType.ALLOW));
  }
}
