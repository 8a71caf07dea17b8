package io.surtitle.batching;

import io.surtitle.session.Input;
import io.surtitle.session.Session;

/**
 * One session with the input it takes now.
 *
 * @param session of one stream; no two turns of a call may share one
 * @param input the oldest pending input of that stream
 */
public record Turn(Session session, Input input) {}
