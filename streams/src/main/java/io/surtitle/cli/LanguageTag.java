package io.surtitle.cli;

import io.surtitle.event.CaptionTopics;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's language, as caption topics are named by it. */
final class LanguageTag implements ITypeConverter<String> {
  @Override
  public String convert(String value) {
    if (!CaptionTopics.isLanguage(value)) {
      throw new TypeConversionException("'" + value + "' is no language tag, such as fr or pt-BR");
    }
    return value;
  }
}
