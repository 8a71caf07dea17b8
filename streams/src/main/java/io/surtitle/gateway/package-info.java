/**
 * Serves captions to viewers. One consumer reads the caption topics into in-memory transcripts,
 * which are the same in every gateway. A viewer is a position in a transcript, so it can continue
 * at any gateway with the id of the last event it has received, which holds the Kafka offset and
 * timestamp of a caption.
 *
 * <pre>
 * captions.* ──> CaptionFeed ──> Transcripts ──┬──> Viewers: server-sent events
 *                                (in memory)   └──> files: WebVTT, SRT, EBU-TT-D, HLS
 * </pre>
 */
@NullMarked
package io.surtitle.gateway;

import org.jspecify.annotations.NullMarked;
