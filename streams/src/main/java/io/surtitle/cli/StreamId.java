package io.surtitle.cli;

import io.surtitle.event.Decoded;
import io.surtitle.event.TextDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's stream id, of a form that the engine takes. */
final class StreamId implements ITypeConverter<String> {
  @Override
  public String convert(String value) {
    byte[] key = value.getBytes(StandardCharsets.UTF_8);
    if (new TextDecoder("en", 1).decode(key, new byte[] {'x'}, Map.of())
        instanceof Decoded.Rejected rejected) {
      throw new TypeConversionException(
          "'%s' is no stream id: %s".formatted(value, rejected.detail()));
    }
    return value;
  }
}
