package io.surtitle.session;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.GraphSpec;
import io.surtitle.bundle.Manifest;

/**
 * How large the parts of a session are.
 *
 * @param fingerprint of the bundle whose states these are
 * @param encoderState floats of all encoder states of a session, one after the other
 * @param decoderState floats of all decoder states of a translation, one after the other
 * @param memoryWidth floats the decoder attends to for each source token
 */
public record Layout(long fingerprint, int encoderState, int decoderState, int memoryWidth) {

  /** The sizes that a bundle's manifest states. */
  public static Layout of(Bundle bundle) {
    Manifest manifest = bundle.manifest();
    GraphSpec encoder = manifest.graph("encoder");
    GraphSpec decoder = manifest.graph("decoder");
    return new Layout(
        bundle.fingerprint(),
        encoder.stateSizes().stream().mapToInt(Integer::intValue).sum(),
        decoder.stateSizes().stream().mapToInt(Integer::intValue).sum(),
        encoder.output("memory").width());
  }
}
