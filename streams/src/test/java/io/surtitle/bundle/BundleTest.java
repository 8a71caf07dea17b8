package io.surtitle.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class BundleTest {

  @TempDir private Path temp;
  private Path copy = Path.of("");

  @BeforeEach
  void copy() {
    copy = ToyBundle.copyTo(temp.resolve("bundle"));
  }

  @Test
  void bundleOfAnotherTaskHasNoTokenizer() throws URISyntaxException {
    URL url = Objects.requireNonNull(BundleTest.class.getResource("/role-bundle"));
    Bundle bundle = Bundle.load(Path.of(url.toURI()));

    assertThatThrownBy(bundle::tokenizer).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> bundle.requireTask(List.of("translate", "detect")))
        .isInstanceOf(BundleException.class)
        .hasMessage(
            "%s has the task 'test' where this version knows detect, translate: use a surtitle that"
                + " knows it.",
            bundle.file("surtitle.json"));
    bundle.requireTask(List.of("test"));
    assertThat(bundle.unfit("has no graph 'detector'"))
        .hasMessage(
            "%s has no graph 'detector': export the bundle again with surtitle-export.",
            bundle.file("surtitle.json"));
  }

  @Test
  void loads() {
    Bundle bundle = Bundle.load(copy);

    assertThat(bundle.directory()).isEqualTo(copy);
    assertThat(bundle.manifest().name()).isEqualTo("toy");
    assertThat(bundle.tokenizer().end()).isEqualTo(2);
    assertThat(bundle.file("encoder.onnx")).exists();
  }

  @Test
  void fileThatIsNotListedIsFine() throws IOException {
    Files.writeString(copy.resolve("notes.txt"), "mine");

    Bundle bundle = Bundle.load(copy);

    assertThat(bundle.manifest().files()).extracting(FileSpec::name).doesNotContain("notes.txt");
  }

  @Test
  void fingerprintIsTheManifestsHash() throws Exception {
    byte[] manifest = Files.readAllBytes(copy.resolve("surtitle.json"));

    long fingerprint = Bundle.load(copy).fingerprint();

    byte[] hash = MessageDigest.getInstance("SHA-256").digest(manifest);
    assertThat(fingerprint).isEqualTo(new BigInteger(Arrays.copyOf(hash, 8)).longValue());
  }

  @Test
  void fingerprintChangesWithAnyFile() {
    long before = Bundle.load(copy).fingerprint();
    ToyBundle.edit(copy.resolve("MODEL_CARD.md"), BundleTest::flipLastByte);
    ToyBundle.sign(copy);

    long after = Bundle.load(copy).fingerprint();

    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void placeholdersAreTokens() {
    Bundle bundle = Bundle.load(ToyBundle.copyWithPlaceholders(temp.resolve("placeholders")));

    assertThat(bundle.manifest().placeholders()).isEqualTo(ToyBundle.PLACEHOLDERS);
  }

  @Test
  void refusesAPlaceholderThatIsNoToken() {
    ToyBundle.editManifest(
        copy,
        manifest -> {
          ObjectNode placeholders = manifest.putObject("placeholders");
          placeholders.putArray("names").add("\uE000");
          placeholders.putArray("numbers").add("\uE010");
        });

    assertRefused(
        "surtitle.json",
        "has the placeholder U+E000, which is no token of its tokenizer: export the bundle again"
            + " with surtitle-export.");
  }

  @Test
  void refusesMissingFile() throws IOException {
    Files.delete(copy.resolve("decoder.onnx"));

    assertRefused(
        "decoder.onnx", "is missing though surtitle.json lists it: copy the bundle again, whole.");
  }

  @Test
  void refusesFlippedByte() {
    ToyBundle.edit(copy.resolve("encoder.onnx"), BundleTest::flipLastByte);

    assertThatThrownBy(() -> Bundle.load(copy))
        .isInstanceOf(BundleException.class)
        .hasMessageMatching(
            ".*encoder\\.onnx is damaged or was changed \\(its SHA-256 is [0-9a-f]{12}\\.\\.\\."
                + " where surtitle\\.json says [0-9a-f]{12}\\.\\.\\.\\): copy the bundle again,"
                + " whole\\.");
  }

  @Test
  void refusesTruncatedFile() {
    ToyBundle.edit(copy.resolve("tokenizer.json"), content -> Arrays.copyOf(content, 1000));
    long size =
        Bundle.load(ToyBundle.directory()).manifest().files().stream()
            .filter(file -> file.name().equals("tokenizer.json"))
            .findFirst()
            .orElseThrow()
            .bytes();

    assertRefused(
        "tokenizer.json",
        "has 1000 bytes where surtitle.json says " + size + ": copy the bundle again, whole.");
  }

  @Test
  void refusesDirectoryThatIsMissing() {
    copy = temp.resolve("nothing");

    assertRefused("", "is no directory: give the directory of a bundle.");
  }

  @Test
  void refusesDirectoryThatIsNoBundle() throws IOException {
    Files.delete(copy.resolve("surtitle.json"));

    assertRefused("", "is no bundle, having no surtitle.json: give the directory of a bundle.");
  }

  @Test
  void refusesTokenizerThatIsNone() {
    ToyBundle.edit(
        copy.resolve("tokenizer.json"), content -> "{}".getBytes(StandardCharsets.UTF_8));
    ToyBundle.sign(copy);

    assertThatThrownBy(() -> Bundle.load(copy))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith(
            copy.resolve("tokenizer.json") + " is no tokenizer that can be used")
        .hasMessageEndingWith(": export the bundle again with surtitle-export.")
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesEndBeyondVocabulary() {
    ToyBundle.editManifest(copy, toy -> ((ObjectNode) toy.path("tokenizer")).put("end", 9999));

    assertThatThrownBy(() -> Bundle.load(copy))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("begin or end are beyond its 400 pieces");
  }

  private void assertRefused(String file, String sentence) {
    assertThatThrownBy(() -> Bundle.load(copy))
        .isInstanceOf(BundleException.class)
        .hasMessage("%s %s", copy.resolve(file), sentence);
  }

  private static byte[] flipLastByte(byte[] content) {
    content[content.length - 1] ^= 1;
    return content;
  }
}
