package io.surtitle.cli.config;

import java.util.List;
import java.util.Map;

/** A node of a YAML document with its line, counted from 1. */
sealed interface Node {
  int line();

  /** A value as written, without quotes. */
  record Scalar(String text, int line) implements Node {}

  /** A key without a value. */
  record Nothing(int line) implements Node {}

  /** A list. */
  record Sequence(List<Node> items, int line) implements Node {}

  /** Keys and values, in the order of the file. */
  record Mapping(Map<String, Node> entries, int line) implements Node {}
}
