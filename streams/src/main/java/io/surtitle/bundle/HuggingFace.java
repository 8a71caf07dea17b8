package io.surtitle.bundle;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** A {@code tokenizer.json}, read by the library that wrote it. */
final class HuggingFace implements Tokenizer {

  // The library's defaults add special tokens, cut at 512 tokens and pad.
  private static final Map<String, String> OPTIONS =
      Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

  private final TokenizerSpec spec;
  private final HuggingFaceTokenizer library;
  private final String[] pieces;

  private HuggingFace(TokenizerSpec spec, HuggingFaceTokenizer library, String[] pieces) {
    this.spec = spec;
    this.library = library;
    this.pieces = pieces;
    Rules.require(
        spec.begin() < pieces.length && spec.end() < pieces.length,
        "begin or end are beyond its %d pieces".formatted(pieces.length));
  }

  /**
   * Reads the tokenizer of a bundle.
   *
   * @throws BundleException if the file is none
   * @throws IllegalStateException if this machine cannot load the library
   */
  static Tokenizer load(Path directory, TokenizerSpec spec) {
    NativeLibrary.load();
    Path file = directory.resolve(spec.file());
    try {
      byte[] json = Files.readAllBytes(file);
      // Not by path: the library would look for a configuration beside the file.
      return new HuggingFace(spec, open(json), Vocabulary.read(json));
    } catch (IOException e) {
      throw FileCheck.unreadable(file, e);
    } catch (RuntimeException e) {
      String fault = "is no tokenizer that can be used (%s)".formatted(firstLine(e));
      throw new BundleException(file, fault, BundleException.EXPORT_AGAIN, e);
    }
  }

  @Override
  public int[] encode(String text) {
    return Arrays.stream(library.encode(text).getIds()).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public String piece(int id) {
    return pieces[id];
  }

  @Override
  public int begin() {
    return spec.begin();
  }

  @Override
  public int end() {
    return spec.end();
  }

  @Override
  public int size() {
    return pieces.length;
  }

  private static HuggingFaceTokenizer open(byte[] json) throws IOException {
    return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), OPTIONS);
  }

  private static String firstLine(RuntimeException e) {
    return e.toString().lines().findFirst().orElse("");
  }
}
