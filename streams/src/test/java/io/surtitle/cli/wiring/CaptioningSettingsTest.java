package io.surtitle.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.cli.config.Configuration;
import io.surtitle.topology.ApplicationSettings;
import io.surtitle.topology.TopologySettings;
import org.junit.jupiter.api.Test;

class CaptioningSettingsTest {
  @Test
  void defaultsOfTheConfigurationAreThoseOfTheTopology() {
    Configuration defaults = Configuration.defaults();

    assertThat(Captioning.topologySettings(defaults)).isEqualTo(TopologySettings.defaults());
    assertThat(Captioning.applicationSettings(defaults))
        .isEqualTo(ApplicationSettings.defaults("localhost:9092"));
  }
}
