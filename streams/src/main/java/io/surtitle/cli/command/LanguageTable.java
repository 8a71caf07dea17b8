package io.surtitle.cli.command;

import io.surtitle.bundle.Quality;
import io.surtitle.cli.wiring.BundleChoice;
import io.surtitle.cli.wiring.ChosenBundle;
import io.surtitle.cli.wiring.TargetLanguage;
import io.surtitle.subtitle.Columns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The target languages of some bundles, by tag, and how well each is translated into. */
final class LanguageTable {
  private static final List<String> HEAD =
      List.of("tag", "language", "in English", "bundle", "chrF", "label", "measured with");

  private final List<TargetLanguage> languages;

  private LanguageTable(List<TargetLanguage> languages) {
    this.languages = languages;
  }

  /** The languages of a choice. */
  static LanguageTable of(BundleChoice choice) {
    List<TargetLanguage> languages = new ArrayList<>();
    for (ChosenBundle each : choice.bundles()) {
      String name = String.valueOf(each.directory().toAbsolutePath().normalize().getFileName());
      each.languages()
          .forEach(tag -> languages.add(new TargetLanguage(tag, name, each.quality().get(tag))));
    }
    languages.sort(Comparator.comparing(TargetLanguage::tag));
    return new LanguageTable(languages);
  }

  /** Aligned columns with a heading, for people. */
  String text() {
    List<List<String>> lines = new ArrayList<>(List.of(HEAD));
    languages.forEach(language -> lines.add(cells(language)));
    int[] widths = new int[HEAD.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(line.get(i)));
      }
    }
    return lines.stream().map(line -> aligned(line, widths)).collect(Collectors.joining());
  }

  /** One JSON object a line, for programs. */
  String json() {
    return languages.stream()
        .map(language -> JsonMapper.shared().writeValueAsString(language.json()) + "\n")
        .collect(Collectors.joining());
  }

  private static List<String> cells(TargetLanguage language) {
    String tag = language.tag();
    Locale locale = Locale.forLanguageTag(tag);
    List<String> cells = new ArrayList<>();
    cells.addAll(List.of(tag, locale.getDisplayName(locale)));
    cells.addAll(List.of(locale.getDisplayName(Locale.ENGLISH), language.bundle()));
    Quality quality = language.quality();
    if (quality == null) {
      cells.addAll(List.of("-", "not measured", ""));
    } else {
      cells.add(String.format(Locale.ROOT, "%.1f", quality.chrf()));
      cells.addAll(List.of(quality.isPreview(tag) ? "preview" : "", measure(quality)));
    }
    return cells;
  }

  private static String measure(Quality quality) {
    return "wait-%d, %s, %d sentences, %s"
        .formatted(quality.waitK(), quality.set(), quality.sentences(), quality.date());
  }

  private static String aligned(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(cells.get(i)).append(" ".repeat(widths[i] - width(cells.get(i)) + 2));
    }
    return line.toString().stripTrailing() + "\n";
  }

  private static int width(String text) {
    return Columns.of(text, 0, text.length());
  }
}
