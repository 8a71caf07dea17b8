package io.surtitle.cli;

import io.surtitle.batching.Translator;
import io.surtitle.batching.Turn;
import io.surtitle.decoding.Glossary;
import io.surtitle.session.Input;
import io.surtitle.session.Interpreter;
import io.surtitle.text.Cleaning;
import java.util.ArrayList;
import java.util.List;

/** Translates lines that have nothing to do with each other, many at a time: a session for each. */
final class LineTranslator {
  private final Translator translator;
  private final List<String> languages;
  private final Glossary glossary;

  LineTranslator(Translator translator, List<String> languages, Glossary glossary) {
    this.translator = translator;
    this.languages = languages;
    this.glossary = glossary;
  }

  /** The translation of every line, in order. */
  List<LineTranslation> translate(List<String> lines) {
    Interpreter interpreter = translator.interpreter();
    List<Turn> turns = new ArrayList<>();
    for (String line : lines) {
      Input input = new Input(Cleaning.of(line), true, 0, -1, -1, 0);
      turns.add(new Turn(interpreter.fresh(-1, -1), input, glossary));
    }
    return translator.advance(turns).stream()
        .map(updates -> LineTranslation.of(languages, updates))
        .toList();
  }
}
