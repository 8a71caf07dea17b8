package io.surtitle.topology;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.cli.wiring.Translation;
import io.surtitle.event.CaptionTopics;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.task.translate.TranslateSession;
import io.surtitle.task.translate.Update;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The toy bundle under several versions, whose fingerprints alone differ. */
final class ToyVersions implements Versions<TranslateSession, String, Update> {
  private final Map<Long, Version<TranslateSession, String, Update>> known = new HashMap<>();
  private final List<Long> held = new ArrayList<>();
  private Version<TranslateSession, String, Update> current;

  ToyVersions() {
    current = add(Toy.BUNDLE);
  }

  /** Replaces the bundle by one that says it is another version. */
  void replace(Path copy, String version) {
    replace(copy, manifest -> manifest.put("version", version));
  }

  /** Replaces the bundle by one with another manifest. */
  void replace(Path copy, Consumer<ObjectNode> change) {
    ToyBundle.copyTo(copy);
    ToyBundle.editManifest(copy, change);
    current = add(Bundle.load(copy));
  }

  /** Makes the first version the current one. */
  void back() {
    current = Objects.requireNonNull(known.get(Toy.BUNDLE.fingerprint()));
  }

  /** Lets the first version's bundle be gone. */
  void loseFirst() {
    known.remove(Toy.BUNDLE.fingerprint());
  }

  private Version<TranslateSession, String, Update> add(Bundle bundle) {
    Translation toy = Toy.TRANSLATION;
    Translation translation =
        new Translation(
            toy.id(), bundle, toy.policy(), toy.beam(), toy.languages(), toy.maxTokens());
    Version<TranslateSession, String, Update> version =
        translation
            .operator(
                new CaptionTopics(Toy.TOPICS.captionPrefix()),
                () -> new Faults(Toy.engine()),
                EngineMeters.none())
            .versions()
            .current();
    Version<TranslateSession, String, Update> faulty = FaultyOperator.in(version);
    known.put(version.fingerprint(), faulty);
    return faulty;
  }

  Pipeline<String> pipeline() {
    return Toy.pipeline(Toy.TOPICS, new OperatorSpec<>(OperatorSpec.FIRST, this, "the toy"));
  }

  /** Fingerprints of the versions in use, once for each use. */
  List<Long> held() {
    return held;
  }

  @Override
  public Version<TranslateSession, String, Update> current() {
    return current;
  }

  @Override
  public Optional<Version<TranslateSession, String, Update>> acquire(long fingerprint) {
    Optional<Version<TranslateSession, String, Update>> found =
        Optional.ofNullable(known.get(fingerprint));
    found.ifPresent(version -> held.add(fingerprint));
    return found;
  }

  @Override
  public void release(long fingerprint) {
    held.remove((Object) fingerprint);
  }
}
