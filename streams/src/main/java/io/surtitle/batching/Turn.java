package io.surtitle.batching;

import io.surtitle.decoding.Glossary;
import io.surtitle.session.Input;
import io.surtitle.session.Session;

/**
 * One session with the input it takes now.
 *
 * @param session of one stream; no two turns of a call may share one
 * @param input the oldest pending input of that stream
 * @param glossary of that stream, for utterances that begin now
 */
public record Turn(Session session, Input input, Glossary glossary) {
  /** A turn of a stream without a glossary. */
  public Turn(Session session, Input input) {
    this(session, input, Glossary.NONE);
  }
}
