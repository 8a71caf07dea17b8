package io.surtitle.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.ToyBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs Java with only the modules that the image's runtime is linked with. */
class ImageIT {
  private static final Pattern MODULES =
      Pattern.compile("--add-modules ((?:[\\w.]+,(?:\\\\\\n)?)*[\\w.]+)");

  @Test
  void brokerEngineAndGatewayFindAllModules() throws Exception {
    Matcher modules = MODULES.matcher(Files.readString(Deployed.DIRECTORY.resolve("Dockerfile")));
    assertThat(modules.find()).isTrue();

    Tool.Said said =
        new Tool(Path.of(System.getProperty("java.home"), "bin", "java"))
            .run(
                Path.of("target"),
                "--limit-modules=" + modules.group(1).replace("\\\n", ""),
                "-jar",
                "surtitle.jar",
                "demo",
                "--fast",
                "--exit",
                "--port=0",
                "--bundle=" + ToyBundle.directory().toAbsolutePath());

    assertThat(said.code()).describedAs(said.text()).isZero();
    assertThat(said.text()).contains(" final captions, ").doesNotContain("\tat ");
  }
}
