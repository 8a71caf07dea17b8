package io.surtitle.benchmarks.load;

import java.util.List;
import org.apache.kafka.common.header.Header;

/** What streams send, one record after the other. Streams and records are counted from 0. */
public interface Material {
  /** The value of a record of a stream. */
  byte[] value(int stream, int index);

  /** Its headers. */
  List<Header> headers(int stream, int index);
}
