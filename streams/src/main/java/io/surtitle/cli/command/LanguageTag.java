package io.surtitle.cli.command;

import io.surtitle.event.CaptionTopics;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's language tag, as in the name of a caption topic. */
final class LanguageTag implements ITypeConverter<String> {
  @Override
  public String convert(String value) {
    if (!CaptionTopics.isLanguage(value)) {
      throw new TypeConversionException(
          "'" + value + "' is not a language tag such as fr or pt-BR");
    }
    return value;
  }
}
