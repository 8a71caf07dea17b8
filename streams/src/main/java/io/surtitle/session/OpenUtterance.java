package io.surtitle.session;

import io.surtitle.decoding.Glossary;
import io.surtitle.text.Piece.Mark;
import java.util.Arrays;
import java.util.List;

/**
 * What is known of the utterance that an input goes on with.
 *
 * @param length its tokens so far; 0 where none is open
 * @param source what was said, with its marks
 * @param spotting what it knows of what is carried over
 * @param marks what the model does not read of it
 */
record OpenUtterance(int length, String source, Spotting spotting, Marks marks) {
  static OpenUtterance none(Glossary glossary) {
    return new OpenUtterance(0, "", Spotting.begin(glossary), Marks.NONE);
  }

  static OpenUtterance of(Utterance open) {
    return new OpenUtterance(open.length(), open.source(), open.spotting(), open.marks());
  }

  /** What was said without the marks. */
  List<String> words() {
    String words = source;
    for (Mark mark : marks.all()) {
      words = words.replace(mark.text(), "");
    }
    return split(words);
  }

  /** How the words that wait were said, one for each of those that wait to be read. */
  List<String> waiting() {
    return marks.said().isEmpty() ? split(spotting.waiting()) : marks.said();
  }

  private static List<String> split(String words) {
    return Arrays.stream(words.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }
}
