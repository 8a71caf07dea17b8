package io.surtitle.text;

import com.ibm.icu.text.DecimalFormatSymbols;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How languages group digits and mark decimals. The digits themselves never change, and neither
 * does a number whose form can mean something else, such as a year, a date or a version.
 */
public final class NumberForms {
  private static final String SPACES = "\u00A0\u202F\u2009";

  private final String grouping;
  private final char decimal;
  private final Pattern certain;

  private NumberForms(ULocale source) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(source);
    this.decimal = symbols.getDecimalSeparator();
    this.grouping = "[" + Pattern.quote("" + symbols.getGroupingSeparator()) + SPACES + "]";
    String mark = Pattern.quote("" + decimal);
    this.certain =
        Pattern.compile(
            "(?<![\\d.,:/])(?<!\\d[-\u2013])(?:[1-9]\\d{0,2}(?:%s\\d{3})+(?:%s\\d+)?|(?:0|[1-9]\\d*)%s\\d+)(?![\\d.,:/]|[-\u2013]\\d)"
                .formatted(grouping, mark, mark));
  }

  /** The forms that numbers have in a language, a BCP 47 tag. */
  public static NumberForms of(String languageTag) {
    return new NumberForms(locale(languageTag));
  }

  private static ULocale locale(String languageTag) {
    return ULocale.forLanguageTag(languageTag).setKeywordValue("numbers", "latn");
  }

  /** A token with the grouping and decimal marks of another language, a BCP 47 tag. */
  public String in(String languageTag, String token) {
    Matcher number = certain.matcher(token);
    return number.find() && !number.find(number.end())
        ? number.reset().replaceFirst(found -> Matcher.quoteReplacement(in(languageTag, found)))
        : token;
  }

  private String in(String languageTag, MatchResult found) {
    String plain = found.group().replaceAll(grouping, "").replace(decimal, '.');
    int point = plain.indexOf('.');
    int decimals = point < 0 ? 0 : plain.length() - point - 1;
    NumberFormat format = NumberFormat.getInstance(locale(languageTag));
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(new BigDecimal(plain));
  }
}
