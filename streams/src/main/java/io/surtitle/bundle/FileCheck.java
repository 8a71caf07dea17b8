package io.surtitle.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Compares a bundle's files with what its manifest says of them. */
final class FileCheck {

  private FileCheck() {}

  /** Throws BundleException if the file is missing, cannot be read, or is not the one described. */
  static void verify(Path directory, FileSpec spec) {
    Path file = directory.resolve(spec.name());
    if (!Files.isRegularFile(file)) {
      throw new BundleException(
          file, "is missing though " + Bundle.MANIFEST + " lists it", BundleException.COPY_AGAIN);
    }
    try {
      verifySize(file, spec.bytes());
      verifyHash(file, spec.sha256());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  static BundleException unreadable(Path file, IOException e) {
    return new BundleException(
        file, "cannot be read (" + e + ")", "check that this user may read the bundle", e);
  }

  private static void verifySize(Path file, long expected) throws IOException {
    long actual = Files.size(file);
    if (actual != expected) {
      String fault = "has %d bytes where %s says %d".formatted(actual, Bundle.MANIFEST, expected);
      throw new BundleException(file, fault, BundleException.COPY_AGAIN);
    }
  }

  private static void verifyHash(Path file, String expected) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    String actual = HexFormat.of().formatHex(digest.digest());
    if (!actual.equals(expected)) {
      String fault =
          "is damaged or was changed (its SHA-256 is %s where %s says %s)"
              .formatted(abbreviate(actual), Bundle.MANIFEST, abbreviate(expected));
      throw new BundleException(file, fault, BundleException.COPY_AGAIN);
    }
  }

  private static String abbreviate(String sha256) {
    return sha256.substring(0, 12) + "...";
  }
}
