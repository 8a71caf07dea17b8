package io.surtitle.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationErrorsTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          captions: {langauges: [fr]}   | unknown key 'captions.langauges' in surtitle.yaml, line 1; did you mean 'captions.languages'?
          topic: {}                     | unknown key 'topic' in surtitle.yaml, line 1; did you mean 'topics'?
          waitK: 3                      | unknown key 'waitK' in surtitle.yaml, line 1; did you mean 'captions.waitK'?
          Batch: {max: 3}               | unknown key 'Batch' in surtitle.yaml, line 1; did you mean 'batch'?
          batch: {colour: red}          | unknown key 'batch.colour' in surtitle.yaml, line 1; known here: max, delay, rows, padded, shared
          topics: {partitions: many}    | key 'topics.partitions' in surtitle.yaml, line 1, is 'many', but must be a whole number
          topics: {partitions: 0}       | key 'topics.partitions' in surtitle.yaml, line 1, is '0', but must be a whole number from 1 to 10000
          topics: {partitions: 99999999999} | key 'topics.partitions' in surtitle.yaml, line 1, is '99999999999', but must be a whole number
          topics: {partitions: }        | key 'topics.partitions' in surtitle.yaml, line 1, is empty, but must be a whole number
          topics: {replication: 0}      | key 'topics.replication' in surtitle.yaml, line 1, is '0', but must be a whole number of at least 1, or -1 for the brokers' default
          topics: {text: a b}           | key 'topics.text' in surtitle.yaml, line 1, is 'a b', but must be 1 to 200 of the characters a-z A-Z 0-9 . _ -
          topics: 3                     | key 'topics' in surtitle.yaml, line 1, is '3', but must be keys with values
          utterance: {silence: 2}       | key 'utterance.silence' in surtitle.yaml, line 1, is '2', but must be a duration such as 500ms, 2s or 1m
          utterance: {silence: 0s}      | key 'utterance.silence' in surtitle.yaml, line 1, is '0s', but must be a duration such as 500ms, 2s or 1m
          captions: {waitK: never}      | key 'captions.waitK' in surtitle.yaml, line 1, is 'never', but must be a whole number of source tokens from 1 to 10000, or 'full'
          http: {token: "a b"}          | key 'http.token' in surtitle.yaml, line 1, is 'a b', but must be visible ASCII characters without spaces
          captions: {waitK: 0}          | key 'captions.waitK' in surtitle.yaml, line 1, is '0', but must be a whole number of source tokens from 1 to 10000, or 'full'
          captions: {languages: fr}     | key 'captions.languages' in surtitle.yaml, line 1, is 'fr', but must be a list, such as [fr, de]
          captions: {languages: [fr, fr]} | key 'captions.languages' in surtitle.yaml, line 1, is a list, but must be a list of different languages, such as [fr, de]
          captions: {languages: [[fr]]} | key 'captions.languages' in surtitle.yaml, line 1, is a list, but must be a list, such as [fr, de]
          captions: {waitK: 1000000}    | key 'captions.waitK' in surtitle.yaml, line 1, is '1000000', but must be a whole number of source tokens from 1 to 10000, or 'full'
          kafka: {bootstrap.servers: kafka} | key 'kafka.bootstrap.servers' in surtitle.yaml is 'kafka', but must be host:port, several separated by commas
          kafka: {ssl: {a: b}}          | key 'kafka.ssl' in surtitle.yaml, line 1, is a section of keys, but must be text, a number, true or false
          model: {bundles: a}           | key 'model.bundles' in surtitle.yaml, line 1, is 'a', but must be a list of directories or of {id: ..., directory: ...}
          model: {bundles: [[a]]}       | key 'model.bundles' in surtitle.yaml, line 1, is a list, but must be a list of directories or of {id: ..., directory: ...}
          model: {bundles: [{id: a}]}   | an entry of key 'model.bundles' in surtitle.yaml, line 1, has no key 'directory'; add the bundle's
          model: {bundles: [{dir: a}]}  | unknown key 'model.bundles.dir' in surtitle.yaml, line 1; known here: id, directory
          model: {bundles: [{id: a b, directory: d}]} | key 'model.bundles.id' in surtitle.yaml, line 1, is 'a b', but must be 1 to 100 of the characters a-z A-Z 0-9 . _ -
          model: {bundles: [{id: a, directory: d}, {id: a, directory: e}]} | key 'model.bundles' in surtitle.yaml, line 1, is a list, but must be a list with different ids
          model: {bundle: a, bundles: [b]} | key 'model.bundles' in surtitle.yaml, line 1, is a list, but must be left out while 'model.bundle' is set; move that bundle into the list
          application: [a]              | key 'application' in surtitle.yaml, line 1, is a list, but must be text
          [a]                           | the document in surtitle.yaml, line 1, is a list, but must be keys with values
          {a: &x b, c: *x}              | surtitle.yaml has an alias at line 1, which is not allowed in a configuration
          {batch: {}, batch: {}}        | surtitle.yaml has the key 'batch' twice at line 1, which is not allowed in a configuration
          """)
  void oneSentence(String yaml, String sentence) {
    Throwable refusal =
        catchThrowable(() -> ConfigurationReader.parse(yaml, "surtitle.yaml", directory));

    assertThat(refusal).isInstanceOf(ConfigurationException.class).hasMessage(sentence);
  }

  @Test
  void theLineIsThatOfTheKey() {
    String yaml = "topics:\n  text: a\n  partition: 3\n";

    Throwable refusal = catchThrowable(() -> ConfigurationReader.parse(yaml, "x.yaml", directory));

    assertThat(refusal)
        .hasMessage(
            "unknown key 'topics.partition' in x.yaml, line 3; did you mean 'topics.partitions'?");
  }

  @Test
  void keysOfTheirOwnAreNotKafkas() {
    String yaml = "kafka:\n  application.id: x\n";

    Throwable refusal = catchThrowable(() -> ConfigurationReader.parse(yaml, "x.yaml", directory));

    assertThat(refusal)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'kafka'")
        .hasMessageContaining("'application'");
  }

  @Test
  void notYaml() {
    assertThatThrownBy(() -> ConfigurationReader.parse("a: [", "x.yaml", directory))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("x.yaml is not YAML at line 1: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void twoDocuments() {
    assertThatThrownBy(
            () -> ConfigurationReader.parse("batch: {}\n---\nbatch: {}\n", "x.yaml", directory))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a second document");
  }

  @Test
  void noFile() {
    Path file = directory.resolve("none.yaml");

    assertThatThrownBy(() -> ConfigurationReader.read(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("configuration file %s does not exist".formatted(file));
  }

  @Test
  void notText() throws IOException {
    Path file = Files.write(directory.resolve("latin.yaml"), new byte[] {(byte) 0xE9});

    assertThatThrownBy(() -> ConfigurationReader.read(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(file + " is not UTF-8 text");
  }

  @Test
  void pathsStartFromTheFile() throws IOException {
    Path file = Files.writeString(directory.resolve("s.yaml"), "model: {bundle: models/en}\n");

    Configuration configuration = ConfigurationReader.read(file);

    assertThat(configuration.model().bundle()).isEqualTo(directory.resolve("models/en"));
  }
}
