package io.surtitle.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicClashesTest {
  private static final String OWN = ", but each needs one of its own";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {deadLetters: broadcast.text}                | topics.text | topics.deadLetters | broadcast.text
          {glossary: broadcast.text}                   | topics.text | topics.glossary | broadcast.text
          {glossary: surtitle.dead-letters}            | topics.deadLetters | topics.glossary | surtitle.dead-letters
          {text: captions.fr}                          | topics.captions with the language 'fr' | topics.text | captions.fr
          {text: captions.PT-br}                       | topics.captions with the language 'PT-br' | topics.text | captions.PT-br
          {deadLetters: captions.de}                   | topics.captions with the language 'de' | topics.deadLetters | captions.de
          {glossary: captions.ja}                      | topics.captions with the language 'ja' | topics.glossary | captions.ja
          {captions: a-, text: a-es}                   | topics.captions with the language 'es' | topics.text | a-es
          {text: surtitle-sessions-changelog}          | topics.text | the state of application 'surtitle' | surtitle-sessions-changelog
          {deadLetters: surtitle-pending-inputs-changelog} | topics.deadLetters | the state of application 'surtitle' | surtitle-pending-inputs-changelog
          {deadLetters: surtitle-pending-audio-changelog} | topics.deadLetters | the state of application 'surtitle' | surtitle-pending-audio-changelog
          """)
  void bothSettingsAndTheTopicAreNamed(String topics, String one, String other, String topic) {
    assertThatThrownBy(() -> read("topics: " + topics))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("%s and %s both mean the topic '%s'%s", one, other, topic, OWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topics: {text: captions.live}",
        "topics: {text: captions.fr.bak, deadLetters: captions.dead}",
        "topics: {captions: broadcast.text., deadLetters: broadcast.text.bad}",
        "topics: {text: surtitle, glossary: surtitle-glossary}",
        "application: broadcast.text",
        "topics: {text: Captions.fr}"
      })
  void othersAreNone(String yaml) {
    assertThatCode(() -> read(yaml)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{text: captions_fr}", "{text: surtitle_glossary}"})
  void whatBrokersTakeForTheSameIsOne(String topics) {
    assertThatThrownBy(() -> read("captions: {languages: [fr]}\ntopics: " + topics))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("topics.text")
        .hasMessageContaining("which Kafka does not allow side by side");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{text: captions.q1}", "{glossary: captions.q1}"})
  void languagesOfTheModelClashWhateverTheyAreCalled(String topics) {
    Configuration configuration = read("topics: " + topics);

    assertThatThrownBy(
            () -> configuration.requireTopicsApart(List.of("fr", "q1"), List.of(), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'captions.q1'");
    assertThat(configuration.topics().captions()).isEqualTo("captions.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"surtitle-sessions-pack-changelog", "surtitle-sessions-ears-changelog"})
  void stateOfEveryOperatorClashes(String topic) {
    Configuration configuration = read("topics: {glossary: %s}".formatted(topic));

    assertThatThrownBy(
            () -> configuration.requireTopicsApart(List.of(), List.of("pack"), List.of("ears")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "topics.glossary and the state of application 'surtitle' both mean the topic '%s'%s",
            topic, OWN);
  }

  private static Configuration read(String yaml) {
    return ConfigurationReader.parse(yaml, "surtitle.yaml", Path.of(""));
  }
}
