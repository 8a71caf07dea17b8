package io.surtitle.task.translate;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.GraphSpec;
import io.surtitle.bundle.Manifest;
import io.surtitle.bundle.TensorSpec;

/**
 * The sizes of the parts of a session, in bytes.
 *
 * @param fingerprint the fingerprint of the bundle whose states these are
 * @param encoderState all encoder states of a session, concatenated
 * @param decoderState all decoder states of a translation, concatenated
 * @param memory the decoder's memory for each source token
 */
record Layout(long fingerprint, int encoderState, int decoderState, int memory) {

  /** The sizes that a bundle's manifest states. */
  static Layout of(Bundle bundle) {
    Manifest manifest = bundle.manifest();
    GraphSpec encoder = manifest.graph(Translate.ENCODER);
    TensorSpec memory = encoder.output(Translate.MEMORY);
    return new Layout(
        bundle.fingerprint(),
        encoder.stateBytes(),
        manifest.graph(Translate.DECODER).stateBytes(),
        memory.width() * memory.type().bytes());
  }
}
