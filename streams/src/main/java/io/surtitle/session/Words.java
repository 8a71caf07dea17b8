package io.surtitle.session;

import io.surtitle.decoding.Placeholder;
import java.util.List;

/**
 * One or more words, to be read together.
 *
 * @param said as they were said
 * @param read as the model reads them, with placeholders for terms; empty where they are all of an
 *     utterance that needs no translation
 * @param found the terms in them
 * @param ends whether a sentence ends after them
 */
record Words(String said, String read, List<Found> found, boolean ends) {
  /** A term, and what stands for it. */
  record Found(String term, Placeholder placeholder) {}
}
