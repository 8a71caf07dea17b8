package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.engine.Input;
import io.surtitle.engine.Journal;
import io.surtitle.engine.SessionHeader;
import io.surtitle.engine.Taken;
import io.surtitle.task.translate.Translate;
import io.surtitle.task.translate.TranslateSession;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StoredSessionTest {
  private static final Translate TRANSLATE = Toy.TRANSLATION.translate();

  private final TranslateSession session = TRANSLATE.fresh(Taken.nothing());
  private final byte[] snapshot = TRANSLATE.encode(session);

  @Test
  void aJournalIsNewerThanTheSnapshotThatItFollows() {
    byte[] journal = journalAfter(snapshot, 7);

    StoredSession stored = StoredSession.of(snapshot, journal);

    assertThat(stored.newest()).isSameAs(journal);
    assertThat(stored.header().map(SessionHeader::taken)).contains(Taken.of(7, -1));
  }

  @Test
  void aJournalOfAnEarlierSnapshotIsLeftOut() {
    byte[] journal = journalAfter(snapshot, 7);
    session.take(Input.silence(8, 0));
    byte[] later = TRANSLATE.encode(session);

    StoredSession stored = StoredSession.of(later, journal);

    assertThat(stored.journal()).isNull();
    assertThat(stored.newest()).isSameAs(later);
  }

  @Test
  void aStreamWithoutASnapshotHasOnlyAJournal() {
    byte[] journal = journalAfter(null, 7);

    assertThat(StoredSession.of(null, journal).newest()).isSameAs(journal);
    assertThat(StoredSession.of(snapshot, journal).newest()).isSameAs(snapshot);
    assertThat(StoredSession.of(null, null).newest()).isNull();
  }

  @Test
  void keysTellTheStreamAndTheKind() {
    byte[] journal = SessionKey.journal("game").get();

    assertThat(SessionKey.stream(journal)).isEqualTo("game");
    assertThat(SessionKey.isJournal(journal)).isTrue();
    assertThat(SessionKey.isJournal("game".getBytes(StandardCharsets.US_ASCII))).isFalse();
    assertThat(SessionKey.isJournal(Generations.KEY.get())).isFalse();
  }

  private byte[] journalAfter(byte @Nullable [] before, long position) {
    session.take(Input.of("", false, position, -1, -1, 0));
    return Objects.requireNonNull(TRANSLATE.journal(session, Journal.checksum(before)));
  }
}
