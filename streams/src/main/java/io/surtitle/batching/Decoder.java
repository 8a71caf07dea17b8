package io.surtitle.batching;

import io.surtitle.session.Reading;
import java.util.List;

/** Writes what can be written once the encoder has read on. */
@FunctionalInterface
interface Decoder {
  /** Writes for all these sessions until nothing is left that it may write. */
  void run(List<Reading> readings);

  /** This decoder and, for what it leaves, another. */
  default Decoder then(Decoder next) {
    return readings -> {
      run(readings);
      next.run(readings);
    };
  }
}
