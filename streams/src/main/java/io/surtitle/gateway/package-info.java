/**
 * Captions to viewers. One consumer reads the caption topics into transcripts, in memory, which
 * every gateway makes alike; a viewer is a place in a transcript, so that it can go on at any
 * gateway with the id of the last event it has seen, the Kafka offset and timestamp of a caption.
 *
 * <pre>
 * captions.* ──> CaptionFeed ──> Transcripts ──┬──> Viewers: server-sent events
 *                                (in memory)   └──> files: WebVTT, SRT, EBU-TT-D, HLS
 * </pre>
 */
@NullMarked
package io.surtitle.gateway;

import org.jspecify.annotations.NullMarked;
