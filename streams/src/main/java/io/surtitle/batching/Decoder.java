package io.surtitle.batching;

import io.surtitle.session.Reading;
import java.util.List;

/** Writes what can be written once the encoder has read on. */
@FunctionalInterface
interface Decoder {
  /** Writes for all these sessions until every translation must read or is finished. */
  void run(List<Reading> readings);
}
