package io.surtitle.inference;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Reads what ONNX Runtime's Java API does not tell of a model file: its operator set.
 *
 * <p>The file is a Protocol Buffers message, of which this much is needed:
 *
 * <pre>
 * ModelProto         = { field }, among them opset_import, number 8, any number of times
 * OperatorSetIdProto = domain (1, string, default "" also written "ai.onnx"), version (2, varint)
 * field              = varint (number * 8 + wire type), value
 * value              = type 0: varint | 1: 8 bytes | 2: varint length, bytes | 5: 4 bytes
 * </pre>
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers encoding</a>
 */
final class OnnxFile {

  private static final int OPSET_IMPORT = 8;
  private static final int DOMAIN = 1;
  private static final int VERSION = 2;
  private static final Set<String> DEFAULT_DOMAIN = Set.of("", "ai.onnx");
  private static final int MAX_IMPORT_BYTES = 4096;

  private OnnxFile() {}

  /**
   * The version of the default operator set that the file imports.
   *
   * @throws IOException if the file cannot be read, is not such a message or imports no such set
   */
  static long opset(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      while (true) {
        int field = field(in);
        if (field < 0) {
          throw new IOException("it imports no operator set");
        }
        if (field != (OPSET_IMPORT << 3 | 2)) {
          skip(in, field);
          continue;
        }
        long version = defaultVersion(message(in));
        if (version >= 0) {
          return version;
        }
      }
    }
  }

  /** The version in an OperatorSetIdProto, or -1 if it is of another domain. */
  private static long defaultVersion(InputStream in) throws IOException {
    String domain = "";
    long version = 0;
    for (int field = field(in); field >= 0; field = field(in)) {
      switch (field) {
        case DOMAIN << 3 | 2 ->
            domain = new String(message(in).readAllBytes(), StandardCharsets.UTF_8);
        case VERSION << 3 -> version = varint(in);
        default -> skip(in, field);
      }
    }
    return DEFAULT_DOMAIN.contains(domain) ? version : -1;
  }

  private static ByteArrayInputStream message(InputStream in) throws IOException {
    long length = varint(in);
    if (length < 0 || length > MAX_IMPORT_BYTES) {
      throw new IOException("its import of operators is damaged");
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException("it ends too early");
    }
    return new ByteArrayInputStream(bytes);
  }

  /** Field number and wire type, or -1 at the end of the message. */
  private static int field(InputStream in) throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return -1;
    }
    in.reset();
    long field = varint(in);
    if (field < 8 || field > Integer.MAX_VALUE) {
      throw new IOException("it is no Protocol Buffers message");
    }
    return (int) field;
  }

  private static void skip(InputStream in, int field) throws IOException {
    long length =
        switch (field & 7) {
          case 0 -> varint(in) & 0;
          case 1 -> Long.BYTES;
          case 2 -> varint(in);
          case 5 -> Integer.BYTES;
          default -> throw new IOException("it is no Protocol Buffers message");
        };
    if (length < 0) {
      throw new IOException("it is no Protocol Buffers message");
    }
    try {
      in.skipNBytes(length);
    } catch (EOFException e) {
      throw new EOFException("it ends too early");
    }
  }

  private static long varint(InputStream in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("it ends too early");
      }
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IOException("it is no Protocol Buffers message");
  }
}
