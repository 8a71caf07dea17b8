package io.surtitle.cli.command;

import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.config.WaitK;
import io.surtitle.cli.failure.FailedException;
import io.surtitle.cli.failure.UsageException;
import io.surtitle.cli.terminal.LinePart;
import io.surtitle.cli.terminal.ReadyLines;
import io.surtitle.cli.terminal.Stdio;
import io.surtitle.cli.wiring.BundleChoice;
import io.surtitle.cli.wiring.LineTranslations;
import io.surtitle.cli.wiring.LineTranslator;
import io.surtitle.cli.wiring.LoadedModel;
import io.surtitle.cli.wiring.LoadedModels;
import io.surtitle.decoding.Glossary;
import io.surtitle.engine.WaveEngine;
import io.surtitle.inference.RunObserver;
import io.surtitle.inference.RunSettings;
import io.surtitle.task.translate.Translate;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code surtitle translate}: translates standard input line by line, without Kafka. */
@Command(
    name = "translate",
    description = {
      "Translates standard input line by line, in order, without Kafka.",
      "",
      "Uses the same sessions and policies as live captions; each line is a stream of its own. With"
          + " several languages, their translations are on one line, separated by tabs, in the"
          + " order of --to; with --to all, in the alphabetical order of their tags. In a terminal"
          + " each is on a line of its own, after its tag. A blank line stays blank. All text is"
          + " UTF-8. A line of more than 4096 bytes is translated in parts and gives a line for"
          + " each part in which a sentence ended.",
      "",
      "With --json, each line is an object with text and delays by language, and sourceTokens. A"
          + " delay is the number of source tokens read before a target token was written. With"
          + " several bundles, sourceTokens are by language, too.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  printf 'the game is almost over\\n' | surtitle translate --to fr,de,es",
      "  surtitle translate --list"
    })
final class TranslateCommand implements Callable<Integer> {
  private static final int BATCH = 64;

  private final Stdio stdio;

  @Option(
      names = "--to",
      split = ",",
      paramLabel = "LANGUAGE",
      description =
          "Target languages, such as fr or fr,pt-BR, or all. A tag finds the language that is"
              + " nearest: pt-BR finds pt, but zh-TW not zh, which is in simplified characters.")
  private List<String> to = List.of();

  @Option(
      names = "--wait-k",
      paramLabel = "N|full",
      converter = WaitKConverter.class,
      description =
          "Source tokens to stay behind, or 'full' to wait for the whole sentence. Default: the"
              + " policy that the model was trained for.")
  private @Nullable WaitK waitK;

  @Option(
      names = "--beam",
      paramLabel = "N",
      converter = BeamWidth.class,
      description =
          "Beam width, 1 to 4, of the search for the rest of a line once all of it was read."
              + " Default: ${DEFAULT-VALUE}.")
  private int beam = Translate.BEAM;

  @Option(
      names = "--glossary",
      paramLabel = "FILE",
      converter = ReadableFile.class,
      description = "File of names and fixed terms to keep as they are written, one per line.")
  private @Nullable Path glossary;

  @Option(names = "--json", description = "Print JSON, with delays.")
  private boolean json;

  @Option(
      names = "--list",
      description =
          "List the target languages, with the measured quality of each, and exit. A language whose"
              + " chrF is under 35 (Chinese, Japanese, Korean: 20) is a preview.")
  private boolean list;

  @Mixin private BundleOptions bundles = new BundleOptions();

  TranslateCommand(Stdio stdio) {
    this.stdio = stdio;
  }

  @Override
  public Integer call() throws IOException {
    if (to.isEmpty() && !list) {
      throw new UsageException("give --to with target languages, or --list to see which there are");
    }
    Glossary listed = glossary();
    BundleChoice choice = BundleChoice.of(bundles.model(), to, "--to");
    if (list) {
      LanguageTable table = LanguageTable.of(choice);
      stdio.out().print(json ? table.json() : table.text());
      return 0;
    }
    try (LoadedModels models = LoadedModels.load(choice, RunSettings.of(1), RunObserver.NONE)) {
      List<LineTranslator> translators =
          models.all().stream().map(model -> translator(model, listed)).toList();
      translate(translators, choice.languages());
    }
    return 0;
  }

  private LineTranslator translator(LoadedModel model, Glossary listed) {
    Translate translate =
        new Translate(
            model.bundle(),
            model.policy(waitK),
            beam,
            model.languages(),
            Configuration.defaults().utterance().maxTokens(),
            Translate.SNAPSHOT,
            line -> listed);
    return new LineTranslator(
        translate, new WaveEngine(model.model(), translate.graphs()), model.languages());
  }

  /** An option's beam width. */
  static final class BeamWidth extends WholeNumber {
    BeamWidth() {
      super(1, Translate.WIDEST_BEAM);
    }
  }

  private Glossary glossary() throws IOException {
    if (glossary == null) {
      return Glossary.NONE;
    }
    try {
      return Glossary.parse(Files.readString(glossary));
    } catch (CharacterCodingException e) {
      throw new UsageException(glossary + " is not UTF-8");
    } catch (IllegalArgumentException e) {
      throw new UsageException("%s: %s".formatted(glossary, e.getMessage()));
    }
  }

  private void translate(List<LineTranslator> translators, List<String> languages)
      throws IOException {
    ReadyLines input = new ReadyLines(stdio.in());
    for (List<LinePart> lines = input.next(BATCH); !lines.isEmpty(); lines = input.next(BATCH)) {
      List<LinePart> batch = lines;
      List<LineTranslations> translated =
          LineTranslations.of(
              languages, translators.stream().map(each -> each.translate(batch)).toList());
      for (int i = 0; i < lines.size(); i++) {
        print(lines.get(i), translated.get(i));
      }
      if (stdio.out().checkError()) {
        throw new FailedException("standard output was closed");
      }
    }
  }

  /** Prints a part of a line only if an utterance ended in it. */
  private void print(LinePart line, LineTranslations translation) {
    boolean whole = line.begins() && line.ends();
    if (whole || !translation.isBlank()) {
      stdio.out().write(text(translation));
      stdio.out().write('\n');
    }
  }

  private String text(LineTranslations translation) {
    if (json) {
      return JsonMapper.shared().writeValueAsString(translation.json());
    }
    return stdio.screen().isPresent() ? translation.labelled() : translation.line();
  }
}
