package io.surtitle.subtitle;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * EBU does not publish its schema as a package, but W3C publishes the wider schema of TTML. These
 * tests assert the further requirements of EBU-TT-D as far as they apply here.
 */
final class EbuTtDTest {
  private static final String TT = "http://www.w3.org/ns/ttml";
  private static final String PARAMETER = TT + "#parameter";
  private static final String STYLING = TT + "#styling";
  private static final String TIME = "\\d{2,}:[0-5]\\d:[0-5]\\d\\.\\d{3}";
  private static final String PERCENT = "\\d+(\\.\\d+)?%";

  /**
   * The part of Tech 3380, section 3, that is used: elements, their attributes and the attributes'
   * values.
   */
  private static final Map<String, Map<String, String>> ALLOWED =
      Map.ofEntries(
          entry(
              "tt",
              Map.of("ttp:timeBase", "media", "ttp:cellResolution", "\\d+ \\d+", "xml:lang", ".+")),
          entry("head", Map.of()),
          entry("metadata", Map.of()),
          entry("ebuttm:documentMetadata", Map.of()),
          entry("ebuttm:conformsToStandard", Map.of()),
          entry("styling", Map.of()),
          entry(
              "style",
              Map.of(
                  "xml:id", "\\w+",
                  "tts:direction", "ltr|rtl",
                  "tts:fontFamily", "proportionalSansSerif",
                  "tts:fontSize", PERCENT,
                  "tts:lineHeight", PERCENT,
                  "tts:textAlign", "center",
                  "tts:color", "#[0-9a-f]{6}",
                  "tts:backgroundColor", "#[0-9a-f]{6}",
                  "ebutts:linePadding", "\\d+(\\.\\d+)?c")),
          entry("layout", Map.of()),
          entry(
              "region",
              Map.of(
                  "xml:id",
                  "\\w+",
                  "tts:origin",
                  PERCENT + " " + PERCENT,
                  "tts:extent",
                  PERCENT + " " + PERCENT,
                  "tts:displayAlign",
                  "after")),
          entry("body", Map.of()),
          entry("div", Map.of("region", "bottom", "style", "block")),
          entry("p", Map.of("xml:id", "cue\\d+", "begin", TIME, "end", TIME)),
          entry("span", Map.of("style", "line")),
          entry("br", Map.of()));

  static Stream<List<Cue>> cues() {
    List<Line> lines =
        IntStream.range(0, Samples.all().size())
            .mapToObj(i -> new Line(Samples.all().get(i), i * 9_000L, i * 9_000L + 5_000))
            .toList();
    return Stream.of(Cues.of(lines, "ja"), List.of(), Cues.of(lines.subList(0, 1), "en"));
  }

  @ParameterizedTest
  @MethodSource("cues")
  void aDocumentIsValidTimedText(List<Cue> cues) throws Exception {
    String file = EbuTtD.file(cues, "fr");

    schema().newValidator().validate(new StreamSource(new StringReader(file)));
  }

  @ParameterizedTest
  @MethodSource("cues")
  void aDocumentHasOnlyWhatTech3380Allows(List<Cue> cues) throws Exception {
    NodeList elements = parsed(EbuTtD.file(cues, "fr")).getElementsByTagName("*");

    for (int i = 0; i < elements.getLength(); i++) {
      Element element = (Element) elements.item(i);
      assertThat(ALLOWED).containsKey(element.getTagName());
      Map<String, String> allowed = ALLOWED.getOrDefault(element.getTagName(), Map.of());
      assertThat(attributes(element))
          .allMatch(
              attribute ->
                  attribute
                      .getValue()
                      .matches(allowed.getOrDefault(attribute.getName(), "none of that name")));
    }
  }

  @Test
  void theSchemaFindsMistakes() throws Exception {
    String file =
        EbuTtD.file(List.of(new Cue(0, 1, List.of("x"))), "fr").replace("begin=", "start=");

    assertThat(valid(file)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("cues")
  void everyCueIsAParagraphWithItsText(List<Cue> cues) throws Exception {
    NodeList paragraphs = parsed(EbuTtD.file(cues, "fr")).getElementsByTagNameNS(TT, "p");

    assertThat(paragraphs.getLength()).isEqualTo(cues.size());
    for (int i = 0; i < cues.size(); i++) {
      Element paragraph = (Element) paragraphs.item(i);
      assertThat(paragraph.getTextContent())
          .isEqualTo(
              cues.get(i).lines().stream()
                  .map(line -> Direction.line(line, "fr"))
                  .collect(Collectors.joining()));
      assertThat(paragraph.getAttribute("begin")).matches(TIME);
      assertThat(paragraph.getAttribute("end")).matches(TIME);
    }
  }

  @Test
  void aDocumentHasWhatTech3380Requires() throws Exception {
    Element root = parsed(EbuTtD.file(List.of(), "fr-CA")).getDocumentElement();

    assertThat(root.getAttributeNS(PARAMETER, "timeBase")).isEqualTo("media");
    assertThat(root.getAttributeNS(XMLConstants.XML_NS_URI, "lang")).isEqualTo("fr-CA");
    assertThat(texts(root, "urn:ebu:tt:metadata", "conformsToStandard"))
        .containsExactly(
            "urn:ebu:tt:distribution:2018-04", "http://www.w3.org/ns/ttml/profile/imsc1/text");
    assertThat(root.getElementsByTagNameNS(TT, "style").getLength()).isPositive();
    Element region = (Element) root.getElementsByTagNameNS(TT, "region").item(0);
    assertThat(region.getAttributeNS(STYLING, "origin")).isEqualTo("10% 10%");
    assertThat(region.getAttributeNS(STYLING, "extent")).isEqualTo("80% 80%");
  }

  /** A division must contain a paragraph. */
  @Test
  void aDocumentWithoutCuesHasNoBody() {
    assertThat(EbuTtD.file(List.of(), "fr")).doesNotContain("<body").doesNotContain("<div");
  }

  @ParameterizedTest
  @CsvSource({"ar,rtl", "he-IL,rtl", "ur,rtl", "pa-Arab,rtl", "fr,ltr", "ja,ltr", "ar-Latn,ltr"})
  void textRunsAsItsLanguageDoes(String language, String direction) throws Exception {
    Document document = parsed(EbuTtD.file(List.of(), language));

    Element style = (Element) document.getElementsByTagNameNS(TT, "style").item(0);
    assertThat(style.getAttributeNS(STYLING, "direction")).isEqualTo(direction);
  }

  @Test
  void aLanguageMustBeATag() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EbuTtD.file(List.of(), "fr\" x=\""))
        .withMessage("'fr\" x=\"' is not a language tag");
  }

  private static boolean valid(String file) throws Exception {
    try {
      schema().newValidator().validate(new StreamSource(new StringReader(file)));
      return true;
    } catch (SAXException e) {
      return false;
    }
  }

  private static Schema schema() throws SAXException {
    SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    return factory.newSchema(EbuTtDTest.class.getResource("/com/skynav/ttv/xsd/ttml1/ttml1.xsd"));
  }

  private static Document parsed(String file)
      throws ParserConfigurationException, IOException, SAXException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(file)));
  }

  private static List<Attr> attributes(Element element) {
    return IntStream.range(0, element.getAttributes().getLength())
        .mapToObj(i -> (Attr) element.getAttributes().item(i))
        .filter(attribute -> !attribute.getName().startsWith("xmlns"))
        .toList();
  }

  private static List<String> texts(Element root, String namespace, String name) {
    NodeList elements = root.getElementsByTagNameNS(namespace, name);
    return IntStream.range(0, elements.getLength())
        .mapToObj(i -> elements.item(i).getTextContent())
        .toList();
  }
}
