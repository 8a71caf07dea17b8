package io.surtitle.task.translate;

import io.surtitle.decoding.Glossary;
import io.surtitle.text.Piece.Mark;
import java.util.Arrays;
import java.util.List;

/**
 * The utterance that an input continues.
 *
 * @param length its tokens so far; 0 if no utterance is open
 * @param source the source text so far, with its marks
 * @param spotting the state of its search for carried-over text
 * @param marks the parts that the model does not read
 */
record OpenUtterance(int length, String source, Spotting spotting, Marks marks) {
  static OpenUtterance none(Glossary glossary) {
    return new OpenUtterance(0, "", Spotting.begin(glossary), Marks.NONE);
  }

  static OpenUtterance of(Utterance open) {
    return new OpenUtterance(open.length(), open.source(), open.spotting(), open.marks());
  }

  /** The words of the source text, without marks. */
  List<String> words() {
    String words = source;
    for (Mark mark : marks.all()) {
      words = words.replace(mark.text(), "");
    }
    return split(words);
  }

  /** The waiting words as they were said, one for each word that waits to be read. */
  List<String> waiting() {
    return marks.said().isEmpty() ? split(spotting.waiting()) : marks.said();
  }

  private static List<String> split(String words) {
    return Arrays.stream(words.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }
}
