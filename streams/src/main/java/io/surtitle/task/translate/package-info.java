/**
 * The translation task: text in, captions out. Its operator, the session that survives between two
 * inputs of a stream, the session's bytes, and the outlet to the caption topics.
 */
@NullMarked
package io.surtitle.task.translate;

import org.jspecify.annotations.NullMarked;
