package io.surtitle.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumberFormsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|fr|1,234.5|1\u202f234,5",
        "en|fr|$1,234,567.89|$1\u202f234\u202f567,89",
        "en|de|1,234,567.80|1.234.567,80",
        "en|es|45.7%|45,7%",
        "en|pl|12,345|12\u00a0345",
        "en|de|1\u00a0000|1.000",
        "en|fr|0.5|0,5",
        "en|hi|1,234,567|12,34,567",
        "en|ar|1,234.5|1,234.5",
        "en|ja|1,234.5|1,234.5",
        "en|fr|-1.5|-1,5",
        "de|en|1.234,5|1,234.5",
        "fr|de|1\u202f234,5|1.234,5"
      })
  void groupingAndDecimalMarkFollowTheLanguage(
      String source, String target, String token, String expected) {
    assertThat(NumberForms.of(source).in(target, token)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024",
        "12345",
        "24-19",
        "11:42",
        "2024-05-01",
        "5/1/2024",
        "5.1.2024",
        "10.1.2.3",
        "1,23",
        "1,2345",
        "007,123",
        "1-800-555-0199",
        "1.5-2.5",
        ".500",
        "3½",
        "https://example.com/1.5.x",
        "#WeTheNorth"
      })
  void ambiguousFormsStay(String token) {
    assertThat(NumberForms.of("en").in("fr", token)).isEqualTo(token);
  }
}
