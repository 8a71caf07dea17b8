package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.event.Caption;
import io.surtitle.event.Caption.Status;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of streams where a process starts with another bundle. */
class ReplacedBundleRestartTest extends ProcessorFixture {
  private static final String FIRST = Toy.BUNDLE.manifest().version();
  private static final String SECOND = "second";

  @TempDir private Path directory;

  ReplacedBundleRestartTest() {
    super(new ToyVersions());
  }

  @AfterEach
  void allVersionsAreReleased() {
    processor.close();
    assertThat(versions().held()).isEmpty();
  }

  @Test
  void whatIsOpenGoesOnWithTheBundleBefore() {
    hear("What");
    hear("a");
    restartWithSecond();
    hear("shot!");

    assertThat(last().status()).isEqualTo(Status.FINAL);
    assertThat(last().source()).isEqualTo("What a shot!");
    assertThat(last().modelVersion()).isEqualTo(FIRST);
  }

  @Test
  void whatIsClosedIsGoneOnWithByTheNewBundleThatSkipsWhatWasTaken() {
    hear("What a shot!");
    restartWithSecond();
    int before = captions().size();
    offset = 0;
    hear("What a shot!");
    assertThat(captions()).hasSize(before);

    hear("So");
    assertThat(last().modelVersion()).isEqualTo(SECOND);
  }

  @Test
  void withoutTheBundleBeforeWhatIsOpenEndsWithWhatWasShown() {
    hear("What");
    hear("a");
    hear("shot");
    List<Caption> shown = captions();
    versions().loseFirst();
    restartWithSecond();
    hear("goes. So");

    List<Caption> after = captions().subList(shown.size(), captions().size());
    Caption last = last(shown, "fr");
    Caption ended = after.stream().filter(each -> each.id().equals(last.id())).toList().get(0);
    assertThat(ended.status()).isEqualTo(Status.FINAL);
    assertThat(ended.revision()).isEqualTo(last.revision() + 1);
    assertThat(ended.text()).isEqualTo(last.text());
    assertThat(ended.source()).isEqualTo(last.source());
    assertThat(ended.modelVersion()).isEqualTo(FIRST);
    assertThat(last(after, "fr").id()).startsWith("game/3.");
    assertThat(last(after, "fr").modelVersion()).isEqualTo(SECOND);
    assertThat(after.stream().filter(each -> each.utterance().equals("0.0"))).hasSize(3);
    assertThat(orphaned()).isEqualTo(1);
  }

  @Test
  void withoutTheBundleBeforeASilenceEndsWhatIsOpenToo() {
    hear("What");
    hear("a");
    List<Caption> shown = captions();
    versions().loseFirst();
    restartWithSecond();
    tick(now + Toy.SILENCE.toMillis() + 10);
    tick(now + 10);

    List<Caption> after = captions().subList(shown.size(), captions().size());
    assertThat(after).extracting(Caption::status).containsOnly(Status.FINAL).hasSize(3);
    assertThat(last(after, "fr").text()).isEqualTo(last(shown, "fr").text());
    assertThat(orphaned()).isEqualTo(1);
  }

  private static Caption last(List<Caption> captions, String language) {
    List<Caption> all = captions.stream().filter(each -> each.language().equals(language)).toList();
    return all.get(all.size() - 1);
  }

  private void hear(String text) {
    say("game", text);
    tick(now + 20);
  }

  private void restartWithSecond() {
    versions().replace(directory.resolve("second"), SECOND);
    restart();
  }

  private double orphaned() {
    return registry.get("surtitle.sessions.orphaned").counter().count();
  }
}
