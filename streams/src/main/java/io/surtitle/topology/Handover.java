package io.surtitle.topology;

import io.surtitle.engine.Operator;
import io.surtitle.engine.Session;
import io.surtitle.event.Message;
import java.util.List;
import java.util.function.Function;

/**
 * What one version of an operator leaves of a stream to the next.
 *
 * @param session makes the session with which the next version goes on
 * @param outputs with which what was open ended
 * @param messages of these outputs
 */
record Handover<S extends Session, Y>(
    Function<Operator<S, ?, ?>, S> session, List<Y> outputs, List<Message> messages) {}
