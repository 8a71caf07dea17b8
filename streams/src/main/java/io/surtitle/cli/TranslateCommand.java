package io.surtitle.cli;

import io.surtitle.batching.Translator;
import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.config.WaitK;
import io.surtitle.decoding.Glossary;
import io.surtitle.inference.RunObserver;
import io.surtitle.session.Interpreter;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code surtitle translate}: lines in, lines out, without Kafka. */
@Command(
    name = "translate",
    description = {
      "Translates standard input, one line for one line and in order, without Kafka.",
      "",
      "The same sessions and policies as live. A line is a stream of its own. With several"
          + " languages their translations share the line, a tab between two. A blank line gives a"
          + " blank one. All text is UTF-8. A line of more than 4096 bytes is worked off in parts,"
          + " with a line for each part in which a sentence ended.",
      "",
      "With --json each line is an object: text and delays by language, where a delay counts the"
          + " source tokens read before a target token was written, and sourceTokens.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  printf 'the game is almost over\\n' | surtitle translate --to fr,de,es"
    })
final class TranslateCommand implements Callable<Integer> {
  private static final int BATCH = 64;

  private final Stdio stdio;

  @Option(
      names = "--to",
      required = true,
      split = ",",
      paramLabel = "LANGUAGE",
      description = "Target languages, such as fr or fr,de.")
  private List<String> to = List.of();

  @Option(
      names = "--wait-k",
      paramLabel = "N|full",
      converter = WaitKConverter.class,
      description =
          "Source tokens to stay behind, or 'full' to wait for the whole sentence. Default: what"
              + " the model was made for.")
  private @Nullable WaitK waitK;

  @Option(
      names = "--beam",
      paramLabel = "N",
      converter = BeamWidth.class,
      description =
          "Hypotheses kept in the search for the rest of a line once all of it was read, 1 to 4."
              + " Default: ${DEFAULT-VALUE}.")
  private int beam = Interpreter.BEAM;

  @Option(
      names = "--glossary",
      paramLabel = "FILE",
      converter = ReadableFile.class,
      description = "Names and fixed terms that come through as they are written, one a line.")
  private @Nullable Path glossary;

  @Option(names = "--json", description = "Print JSON, with delays.")
  private boolean json;

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      converter = ReadableDirectory.class,
      description = "Directory of the model. Default: the shipped models/live-translate.")
  private @Nullable Path directory;

  TranslateCommand(Stdio stdio) {
    this.stdio = stdio;
  }

  @Override
  public Integer call() throws IOException {
    Configuration standard = Configuration.defaults();
    Glossary listed = glossary();
    int maxTokens = standard.utterance().maxTokens();
    try (LoadedModel model = LoadedModel.load(directory, to, 1, RunObserver.NONE)) {
      Interpreter interpreter =
          new Interpreter(model.bundle(), model.policy(waitK), beam, model.languages(), maxTokens);
      Translator translator = new Translator(model.model(), interpreter);
      translate(new LineTranslator(translator, model.languages(), listed));
    }
    return 0;
  }

  /** How many hypotheses are kept. */
  static final class BeamWidth extends WholeNumber {
    BeamWidth() {
      super(1, Interpreter.WIDEST_BEAM);
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

  private void translate(LineTranslator translator) throws IOException {
    ReadyLines input = new ReadyLines(stdio.in());
    for (List<LinePart> lines = input.next(BATCH); !lines.isEmpty(); lines = input.next(BATCH)) {
      List<LineTranslation> translated = translator.translate(lines);
      for (int i = 0; i < lines.size(); i++) {
        print(lines.get(i), translated.get(i));
      }
      if (stdio.out().checkError()) {
        throw new FailedException("standard output was closed");
      }
    }
  }

  /** Of a line that comes in parts, those in which an utterance ended are lines. */
  private void print(LinePart line, LineTranslation translation) {
    boolean whole = line.begins() && line.ends();
    if (whole || !translation.isBlank()) {
      stdio
          .out()
          .write(json ? JsonMapper.shared().writeValueAsString(translation) : translation.line());
      stdio.out().write('\n');
    }
  }
}
