package io.surtitle.cli.command;

import io.surtitle.event.Decoded;
import io.surtitle.event.TextDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's stream id, which the engine must accept. */
final class StreamId implements ITypeConverter<String> {
  @Override
  public String convert(String value) {
    byte[] key = value.getBytes(StandardCharsets.UTF_8);
    if (new TextDecoder("en", 1).decode(key, new byte[] {'x'}, Map.of())
        instanceof Decoded.Rejected<String> rejected) {
      throw new TypeConversionException(
          "'%s' is not a stream id: %s".formatted(value, rejected.detail()));
    }
    return value;
  }
}
