package io.surtitle.bundle;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an input of a graph is given in a batch of rows. States have a list of their own, {@link
 * GraphSpec#states}.
 *
 * <p>In the manifest it is an object with the key {@code kind}, such as {@code
 * {"kind":"shared","index":"session","multiple":4}}.
 */
public sealed interface Role {
  /** What an input is that says nothing of itself. */
  Role VALUE = new Value();

  /** Each row brings a value, or as many as the fixed axes hold. */
  record Value() implements Role {}

  /**
   * Each row brings a part of something longer; its positions lie along axis 1.
   *
   * @param lengths the input that is told how many positions each row brings; null where that is
   *     fixed
   * @param carried how many positions, at the start of each chunk, repeat the end of the chunk
   *     before; zeros in a stream's first
   */
  record Chunk(@Nullable String lengths, int carried) implements Role {
    public Chunk {
      Rules.require(carried >= 0, "a chunk cannot carry %d positions".formatted(carried));
      Rules.require(
          lengths == null || carried == 0, "a chunk has either lengths or carried positions");
    }
  }

  /**
   * Memory that many rows share; its positions lie along axis 1.
   *
   * @param index the input that tells which memory a row uses
   * @param multiple positions are padded with zeros to a whole multiple of this
   */
  record Shared(String index, int multiple) implements Role {
    public Shared {
      Rules.require(multiple >= 1, "a multiple is %d, not at least 1".formatted(multiple));
    }
  }

  /** The same number for all rows and runs. */
  record Constant(Number value) implements Role {}

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Role of(Map<String, Object> keys) {
    RoleKeys role = new RoleKeys(keys);
    String kind = role.text("kind");
    Role read =
        switch (kind) {
          case "value" -> VALUE;
          case "chunk" -> new Chunk(role.textOrNull("lengths"), role.integer("carried", 0));
          case "shared" -> new Shared(role.text("index"), role.integer("multiple", 1));
          case "constant" -> new Constant(role.number("value"));
          default ->
              throw new IllegalArgumentException(
                  "role '%s' is not one of value, chunk, shared, constant".formatted(kind));
        };
    role.requireAllRead(kind);
    return read;
  }
}
