/**
 * Runs any stateful operator over many streams. Operators define what a session keeps and which
 * rows it needs; the engine gathers the rows of all sessions, runs the graphs, and returns the
 * results. Nothing here depends on a task, a language or Kafka.
 */
@NullMarked
package io.surtitle.engine;

import org.jspecify.annotations.NullMarked;
