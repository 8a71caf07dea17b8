package io.surtitle.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ToyBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Captions in all languages, from the tokens of a small tokenizer, which spells most scripts in
 * bytes, and of the bundles in {@code models} that write the language.
 */
final class OutputTest {
  private static final Path CASES = Path.of("src/test/resources/cases/output.tsv");
  private static final Path MODELS = Path.of("../models");
  private static final Pattern TERM = Pattern.compile("\\{(.*?)}");
  private static final Pattern INVISIBLE = Pattern.compile("[\\u200C\\u200D]");

  /** A placeholder: what is encoded after it has no space before it. */
  private static final String WITHIN = "\uE000";

  private static final String LANGUAGES =
      "ar bn de el es fa fr he hi hu it ja ko nl pl pt ro ru ta tl tr ur vi zh";

  private static final List<Bundle> BUNDLES = new ArrayList<>();

  @BeforeAll
  static void load(@TempDir Path directory) throws IOException {
    BUNDLES.clear();
    BUNDLES.add(Bundle.load(ToyBundle.copyWithPlaceholders(directory.resolve("toy"))));
    try (Stream<Path> files = Files.walk(MODELS, 3)) {
      files
          .filter(file -> file.endsWith("encoder.onnx"))
          .map(file -> Bundle.load(Objects.requireNonNull(file.getParent())))
          .filter(bundle -> !bundle.manifest().placeholders().names().isEmpty())
          .forEach(BUNDLES::add);
    }
  }

  record Case(String language, String written, String shown) {}

  static Stream<Case> cases() throws IOException {
    return Files.readAllLines(CASES).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.translateEscapes().split("\t", -1))
        .map(columns -> new Case(columns[0], columns[1], columns[2]));
  }

  @Test
  void everyLanguageHasCases() throws IOException {
    assertThat(cases().map(Case::language).distinct().sorted().collect(Collectors.joining(" ")))
        .isEqualTo(LANGUAGES);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void captionsAreWrittenAsTheirLanguageIs(Case each) {
    for (Bundle bundle : bundles(each.language())) {
      Written written = new Written(bundle, each);

      assertThat(written.text(written.tokens.length))
          .as(bundle.manifest().name())
          .isEqualTo(each.shown());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void captionsOnlyGrow(Case each) {
    for (Bundle bundle : bundles(each.language())) {
      Written written = new Written(bundle, each);
      for (int count = 0; count < written.tokens.length; count++) {
        assertThat(written.text(count + 1))
            .as(bundle.manifest().name())
            .startsWith(written.text(count));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ar, هل انتهت؟, هل انتهت LeBron؟",
    "bn, খেলা শেষ।, খেলা শেষ LeBron।",
    "de, Es ist vorbei., Es ist vorbei LeBron.",
    "el, Τελείωσε;, Τελείωσε LeBron;",
    "fr, C'est fini !, C'est fini LeBron\u202F!",
    "he, זה נגמר!, זה נגמר LeBron!",
    "hi, खेल ख़त्म।, खेल ख़त्म LeBron।",
    "ja, 終わった！」, 終わったLeBron！」",
    "ko, 끝났습니다., 끝났습니다 LeBron.",
    "ur, کھیل ختم۔, کھیل ختم LeBron۔",
    "zh, 比赛结束。, 比赛结束LeBron。"
  })
  void aMissingTermIsAddedBeforeTheFinalPunctuation(String language, String written, String shown) {
    for (Bundle bundle : bundles(language)) {
      Written caption = new Written(bundle, new Case(language, written, shown));
      Placeholder first = Placeholder.declared(bundle.manifest().placeholders().names().get(0));
      List<Term> terms = List.of(new Term("LeBron", 0, first));
      int[] none = {};

      int[] tokens =
          new TermRule(caption.placeholders, terms, none, none, 1, true).completed(caption.tokens);

      int[] delays = new int[tokens.length];
      Arrays.fill(delays, 1);
      assertThat(TextAssembly.text(caption.placeholders, language, terms, tokens, delays))
          .isEqualTo(shown);
    }
  }

  private static List<Bundle> bundles(String language) {
    return IntStream.range(0, BUNDLES.size())
        .filter(i -> i == 0 || BUNDLES.get(i).manifest().targets().contains(language))
        .mapToObj(BUNDLES::get)
        .toList();
  }

  /** What a model writes, as tokens of a bundle. */
  private static final class Written {
    private final Bundle bundle;
    private final String language;
    private final PlaceholderTokens placeholders;
    private final List<Term> terms = new ArrayList<>();
    private final int[] tokens;

    Written(Bundle bundle, Case each) {
      this.bundle = bundle;
      this.language = each.language();
      Placeholders all = new Placeholders(bundle.manifest().placeholders());
      this.placeholders = new PlaceholderTokens(bundle.tokenizer(), all);
      Matcher found = TERM.matcher(each.written());
      StringBuilder text = new StringBuilder();
      while (found.find()) {
        Placeholder next =
            Objects.requireNonNull(all.next(Placeholders.Kind.NAME, false, terms, ""));
        terms.add(new Term(found.group(1), terms.size(), next));
        found.appendReplacement(text, next.word());
      }
      this.tokens = encoded(found.appendTail(text).toString());
    }

    /** The tokenizer cannot encode joiners, but a model may write them in bytes. */
    private int[] encoded(String text) {
      IntStream.Builder ids = IntStream.builder();
      Matcher joiner = INVISIBLE.matcher(text);
      int start = 0;
      while (joiner.find()) {
        encode(text.substring(start, joiner.start()), start > 0).forEach(ids::add);
        bytes(joiner.group()).forEach(ids::add);
        start = joiner.end();
      }
      encode(text.substring(start), start > 0).forEach(ids::add);
      return ids.build().toArray();
    }

    private IntStream encode(String text, boolean within) {
      int[] ids = bundle.tokenizer().encode(within ? WITHIN + text : text);
      IntStream all = Arrays.stream(ids);
      return within
          ? all.dropWhile(id -> !bundle.tokenizer().piece(id).equals(WITHIN)).skip(1)
          : all;
    }

    private IntStream bytes(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      HexFormat hex = HexFormat.of().withUpperCase();
      return IntStream.range(0, bytes.length)
          .mapToObj(i -> "<0x" + hex.toHexDigits(bytes[i]) + ">")
          .mapToInt(this::id);
    }

    private int id(String piece) {
      return IntStream.range(0, bundle.tokenizer().size())
          .filter(id -> bundle.tokenizer().piece(id).equals(piece))
          .findFirst()
          .orElseThrow();
    }

    String text(int count) {
      int[] delays = new int[count];
      Arrays.fill(delays, terms.size() + 1);
      return TextAssembly.text(placeholders, language, terms, Arrays.copyOf(tokens, count), delays);
    }
  }
}
