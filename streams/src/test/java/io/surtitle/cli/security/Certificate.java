package io.surtitle.cli.security;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server's certificate for the loopback address, signed by itself.
 *
 * @param keys key and certificate, PKCS 12
 * @param certificate the certificate alone, PEM
 */
record Certificate(Path keys, Path certificate) {
  static final String PASSWORD = "changeit";

  /** Makes one with the JDK's keytool. */
  static Certificate make(Path directory) throws IOException, InterruptedException {
    Certificate made =
        new Certificate(directory.resolve("broker.p12"), directory.resolve("ca.pem"));
    String keys = made.keys.toString();
    keytool(
        "-genkeypair -alias broker -keyalg EC -storetype PKCS12 -dname CN=broker -validity 2"
            + " -ext SAN=IP:127.0.0.1,DNS:localhost",
        keys);
    keytool("-exportcert -alias broker -rfc -file " + made.certificate, keys);
    return made;
  }

  private static void keytool(String arguments, String keys)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-keystore", keys, "-storepass", PASSWORD));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException("keytool " + arguments);
    }
  }
}
