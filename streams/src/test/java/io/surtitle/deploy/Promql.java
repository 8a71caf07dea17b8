package io.surtitle.deploy;

import static java.util.stream.Collectors.toCollection;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the metrics that a PromQL query names. */
final class Promql {
  /** Parts that may contain names other than metrics: labels, their matchers, and ranges. */
  private static final Pattern BESIDE =
      Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\([^)]*\\)|\\{[^}]*}|\\[[^]]*]");

  /** A name that is neither a function nor part of a number. */
  private static final Pattern NAME = Pattern.compile("(?<![\\w.:])[a-zA-Z_:][\\w:]*+(?!\\s*\\()");

  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

  private Promql() {}

  static Set<String> metrics(String query) {
    return NAME.matcher(BESIDE.matcher(query).replaceAll(" "))
        .results()
        .map(MatchResult::group)
        .filter(name -> !OPERATORS.contains(name))
        .collect(toCollection(TreeSet::new));
  }
}
