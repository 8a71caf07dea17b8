package io.surtitle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.cli.config.Configuration;
import io.surtitle.topology.ApplicationSettings;
import io.surtitle.topology.TopologySettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptioningSettingsTest {
  @Test
  void defaultsOfTheConfigurationAreThoseOfTheTopology() {
    Configuration defaults = Configuration.defaults();

    assertThat(Captioning.topologySettings(defaults, List.of("fr")))
        .isEqualTo(TopologySettings.defaults(List.of("fr")));
    assertThat(Captioning.applicationSettings(defaults))
        .isEqualTo(ApplicationSettings.defaults("localhost:9092"));
  }
}
