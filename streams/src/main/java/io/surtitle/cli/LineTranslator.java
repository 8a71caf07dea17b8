package io.surtitle.cli;

import io.surtitle.batching.Translator;
import io.surtitle.batching.Turn;
import io.surtitle.decoding.Glossary;
import io.surtitle.session.Input;
import io.surtitle.session.Session;
import io.surtitle.text.Cleaning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Translates lines that have nothing to do with each other, many at a time: a session for each. One
 * that comes in parts goes on in its session.
 */
final class LineTranslator {
  private final Translator translator;
  private final List<String> languages;
  private final Glossary glossary;
  private @Nullable Session open;
  private long offset;

  LineTranslator(Translator translator, List<String> languages, Glossary glossary) {
    this.translator = translator;
    this.languages = languages;
    this.glossary = glossary;
  }

  /**
   * The translation of every line, in order.
   *
   * @param lines of which only the last may be one that does not end yet, and only the first one
   *     that goes on
   */
  List<LineTranslation> translate(List<LinePart> lines) {
    List<Turn> turns = lines.stream().map(this::turn).toList();
    return translator.advance(turns).stream()
        .map(updates -> LineTranslation.of(languages, updates))
        .toList();
  }

  private Turn turn(LinePart line) {
    Session before = line.begins() ? null : open;
    Session session = before == null ? translator.interpreter().fresh(-1, -1) : before;
    open = line.ends() ? null : session;
    return new Turn(
        session, new Input(Cleaning.of(line.text()), line.ends(), offset++, -1, -1, 0), glossary);
  }
}
