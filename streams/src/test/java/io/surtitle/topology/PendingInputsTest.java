package io.surtitle.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.engine.Input;
import io.surtitle.event.TextSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PendingInputsTest {
  private static final long NOW = 1000;
  private static final TextSource SOURCE = new TextSource("text", "en", 256);
  private static final PendingInputs.Progress NEVER = (stream, position) -> false;

  private final KeyValueStore<Bytes, byte[]> store = store();
  private final PendingInputs<String> pending = new PendingInputs<>(store, SOURCE);
  private final InputQueue<String> queue = pending.load(List.of(NEVER), NOW).get(0);

  @Test
  void entriesAreGolden() {
    Original original = new Original("a b".getBytes(UTF_8), List.of(header("h", new byte[] {7})));
    Input<String> input = Input.of("ab", true, 258, 3, 4, 5);

    String key = hex(PendingCodec.key("g~1", 258).get());
    String value = hex(PendingCodec.value(SOURCE, input, original));

    assertThat(key).isEqualTo("677e3100" + "0000000000000102");
    assertThat(value)
        .isEqualTo(
            "01"
                + ("00000024" + "0101")
                + ("0000000000000102" + "0000000000000003")
                + ("0000000000000004" + "0000000000000005")
                + "6162"
                + ("00000003" + "612062")
                + "00000001"
                + ("00000001" + "68" + "00000001" + "07"));
  }

  @Test
  void originalComesBackUntouched() {
    Original original = new Original(null, List.of(header("a", new byte[0]), header("b", null)));
    Input<String> input = Input.of("", true, 9, -1, -1, 5);

    PendingInput<String> decoded =
        PendingCodec.decode(
            SOURCE, PendingCodec.key("g", 9), PendingCodec.value(SOURCE, input, original), NOW);

    assertThat(decoded.stream()).isEqualTo("g");
    assertThat(decoded.input()).isEqualTo(input);
    Original back = Objects.requireNonNull(decoded.original());
    assertThat(back.value()).isNull();
    assertThat(back.headers()).extracting(Header::key).containsExactly("a", "b");
    assertThat(back.headers()).extracting(Header::value).containsExactly(new byte[0], null);
  }

  @Test
  void streamsTakeTurns() {
    add("a", 0);
    add("a", 1);
    add("b", 2);

    assertThat(offsets(queue.oldest(9, stream -> true))).containsExactly(0L, 2L);
    pending.remove(queue, queue.oldest(1, stream -> true).get(0));

    assertThat(offsets(queue.oldest(9, stream -> true))).containsExactly(2L, 1L);
    assertThat(offsets(queue.oldest(1, stream -> true))).containsExactly(2L);
    assertThat(pending.size()).isEqualTo(2);
    assertThat(pending.waiting()).hasSize(2);
  }

  @Test
  void whatIsLeftIsFoundInOrderOfArrival() {
    add("b", 0);
    add("a", 1);
    add("b", 300);
    pending.remove(queue, queue.oldest(1, stream -> true).get(0));
    add("aa", 301);

    PendingInputs<String> found = new PendingInputs<>(store, SOURCE);
    InputQueue<String> left = found.load(List.of(NEVER), NOW).get(0);

    assertThat(offsets(left.oldest(9, stream -> true))).containsExactly(1L, 300L, 301L);
    assertThat(found.size()).isEqualTo(3);
    assertThat(left.isWaiting("a")).isTrue();
    assertThat(left.isWaiting("c")).isFalse();
  }

  @Test
  void anInputWaitsOnceForAllOperators() {
    PendingInputs<String> both = new PendingInputs<>(store, SOURCE);
    List<InputQueue<String>> queues = both.load(List.of(NEVER, NEVER), NOW);
    Original original = new Original("w".getBytes(UTF_8), List.of());
    PendingInput<String> input =
        new PendingInput<>("a", Input.of("w", false, 7, -1, -1, 0), original, NOW);
    both.add(input, original);

    both.remove(queues.get(0), input);
    assertThat(both.size()).isEqualTo(1);
    assertThat(both.bytes()).isEqualTo(1);
    assertThat(queues.get(0).isEmpty()).isTrue();
    assertThat(offsets(queues.get(1).oldest(9, stream -> true))).containsExactly(7L);

    List<InputQueue<String>> again =
        new PendingInputs<>(store, SOURCE).load(List.of((stream, at) -> at <= 7, NEVER), NOW);
    assertThat(again.get(0).isEmpty()).isTrue();
    assertThat(offsets(again.get(1).oldest(9, stream -> true))).containsExactly(7L);

    both.remove(queues.get(1), input);
    assertThat(both.isEmpty()).isTrue();
    assertThat(both.bytes()).isZero();
    assertThat(store.all().hasNext()).isFalse();
  }

  private void add(String stream, long offset) {
    Original original = new Original("w".getBytes(UTF_8), List.of());
    pending.add(
        new PendingInput<>(stream, Input.of("w", false, offset, -1, -1, 0), original, NOW),
        original);
  }

  private static List<Long> offsets(List<PendingInput<String>> inputs) {
    return inputs.stream().map(each -> each.input().position()).toList();
  }

  private static Header header(String name, byte @Nullable [] value) {
    return new RecordHeader(name, value);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static KeyValueStore<Bytes, byte[]> store() {
    KeyValueStore<Bytes, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("s"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    return store;
  }
}
