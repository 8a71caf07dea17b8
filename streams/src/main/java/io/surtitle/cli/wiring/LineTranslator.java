package io.surtitle.cli.wiring;

import io.surtitle.cli.terminal.LinePart;
import io.surtitle.engine.Engine;
import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.engine.Turn;
import io.surtitle.task.translate.Translate;
import io.surtitle.task.translate.TranslateSession;
import io.surtitle.task.translate.Update;
import io.surtitle.text.Cleaning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Translates unrelated lines, many at a time, each in a session of its own. The parts of a long
 * line share a session.
 */
public final class LineTranslator {
  private final Translate translate;
  private final Engine engine;
  private final List<String> languages;
  private @Nullable TranslateSession open;
  private long position;

  public LineTranslator(Translate translate, Engine engine, List<String> languages) {
    this.translate = translate;
    this.engine = engine;
    this.languages = languages;
  }

  /**
   * The translation of every line, in order.
   *
   * @param lines of which only the first may continue a line, and only the last may be continued
   */
  public List<LineTranslation> translate(List<LinePart> lines) {
    List<Turn<Update>> turns = lines.stream().map(this::turn).toList();
    engine.run(turns);
    return turns.stream().map(turn -> LineTranslation.of(languages, turn.outputs())).toList();
  }

  private Turn<Update> turn(LinePart line) {
    TranslateSession before = line.begins() ? null : open;
    TranslateSession session = before == null ? translate.fresh(Taken.nothing()) : before;
    open = line.ends() ? null : session;
    String text = Cleaning.of(line.text());
    return translate.begin("line", session, Input.of(text, line.ends(), position++, -1, -1, 0));
  }
}
