package io.surtitle.subtitle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts in many scripts, and hostile texts. */
final class Samples {
  static final List<String> TEXTS =
      List.of(
          "Good evening, and welcome. The council has met; it decided — at last — to go on!",
          "« Quoi ! » dit-il : « C'est l'heure, n'est-ce pas ? » Personne ne répondit…",
          "Er sagte: „Ich komme.“ Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen, ja.",
          "¿Qué pasa? ¡Nada! Hacía mucho tiempo que no llovía tanto en aquella parte del país.",
          "東京で会議が開かれました。「明日は雨です」と彼は言った、でもコンピューターは違うと言っています！",
          "今天下午三点，市政府召开了新闻发布会……市长表示：“我们会继续努力”。记者提问（共十人）结束",
          "오늘 서울에서 회의가 열렸습니다. 내일은 비가 올 것으로 보입니다, 그렇죠?",
          "قال الرئيس، في كلمته أمس؛ إن الاقتصاد ينمو. هل هذا صحيح؟ نعم، بالتأكيد ومن دون أي شك.",
          "ראש הממשלה אמר: \"נמשיך הלאה\", והוסיף שלא יהיה שינוי במדיניות. האם זה נכון? כן!",
          "प्रधानमंत्री ने कहा कि देश आगे बढ़ रहा है। क्या यह सच है? हाँ, बिल्कुल सही बात है॥",
          "สวัสดีครับ วันนี้อากาศดีมาก เราจะไปเที่ยวทะเลกัน",
          "e\u0301te\u0301, cafe\u0301 cre\u0300me\u0302 et Zo\u0308e\u0304 \u0301 avec"
              + " a\u0323\u0302, o\u031B\u0301",
          "👩‍👩‍👧‍👦 family, 🇫🇷 flags! 𐐀𐐁𐐂 Deseret; 𠮷野家で𠮷田さん、と👍🏽",
          "Fucking shit, mERDE! Scheiße SCHEISSE enculés enculé encule\u0301 Puta putas putain"
              + " assess.");

  static final List<String> HOSTILE =
      List.of(
          "-->",
          "00:00:01.000 --> 00:00:02.000",
          "a --> b\n\n1\n00:00:00,000 --> 00:00:09,000\r\ninjected",
          "<b>bold</b> <i>x</i> <script>alert(1)</script> </c> <00:00:01.000>",
          "&amp; &lt; &#60; & AT&T &nbsp;",
          "WEBVTT\n\nNOTE x\n\nSTYLE\n::cue{}",
          "{\\an8}top {b} {y:i}",
          "nul\u0000 bell\u0007 esc\u001b[31m del\u007f c1\u0085\u009f ff\f vt\u000b"
              + " sep\u2028\u2029",
          "lone \uD800 high, \uDC00 low, swapped \uDC00\uD800 end \uD83D",
          "\u202Eoverride\u202C \u2067isolate\u2069 \u200F\u061C",
          "\uFEFFbom \uFFFE \uFFFF \uFFFD",
          "]]> <![CDATA[x]]> <!-- c --> <?pi?> %s %n %1$s",
          "z" + "\u0300\u0301\u0302".repeat(60),
          "x".repeat(200),
          "👩‍".repeat(60),
          "\t \n ",
          "",
          "\u0301");

  private static final String ALPHABET =
      "aäsS hit tFucK merde,. ;:!?-–—'\"«»()…\u0301\u0323\u00A0 \n"
          + "漢字かなっカナー、。「」กםשل،؟कि।𠮷👍\uD83D\uDC4D<&>\u200D";

  private Samples() {}

  /** Ordinary texts, hostile ones, and random ones from a fixed seed. */
  static List<String> all() {
    Random random = new Random(4);
    List<String> texts = new ArrayList<>(TEXTS);
    texts.addAll(HOSTILE);
    IntStream.range(0, 150).forEach(i -> texts.add(random(random)));
    return texts;
  }

  private static String random(Random random) {
    StringBuilder text = new StringBuilder();
    random
        .ints(random.nextInt(120), 0, ALPHABET.length())
        .forEach(i -> text.append(ALPHABET.charAt(i)));
    return text.toString();
  }

  /** All prefixes of a text, in steps of one UTF-16 code unit. */
  static Stream<String> beginnings(String text) {
    return IntStream.rangeClosed(0, text.length()).mapToObj(end -> text.substring(0, end));
  }
}
