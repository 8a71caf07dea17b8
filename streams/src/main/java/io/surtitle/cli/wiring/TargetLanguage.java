package io.surtitle.cli.wiring;

import io.surtitle.bundle.Quality;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A language that captions are written in.
 *
 * @param tag BCP 47 tag
 * @param bundle the bundle that translates into it
 * @param quality how well it does; null if that was not measured
 */
public record TargetLanguage(String tag, String bundle, @Nullable Quality quality) {

  /** The fields for programs; those of the quality are missing if it was not measured. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("language", tag);
    json.put("bundle", bundle);
    if (quality != null) {
      json.put("chrf", quality.chrf());
      json.put("preview", quality.isPreview(tag));
      json.put("waitK", quality.waitK());
      json.put("set", quality.set());
      json.put("sentences", quality.sentences());
      json.put("date", quality.date().toString());
    }
    return json;
  }
}
