/**
 * Hearing: what all tasks share whose input is audio. A clock gives each sample its media time, and
 * samples are collected into chunks of the sizes that graphs take, however records cut them.
 */
@NullMarked
package io.surtitle.task.audio;

import org.jspecify.annotations.NullMarked;
