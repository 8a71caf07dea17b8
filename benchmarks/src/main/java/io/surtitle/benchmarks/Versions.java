package io.surtitle.benchmarks;

import io.surtitle.benchmarks.flink.FlinkSubject;
import io.surtitle.benchmarks.replay.ReplayProcess;
import io.surtitle.topology.Application;
import java.util.Objects;
import org.apache.kafka.common.utils.AppInfoParser;

/** The versions of the software measured. */
record Versions(String surtitle, String kafka, String onnxRuntime, String flink, String java) {

  static Versions here() {
    return new Versions(
        implementation(Application.class),
        AppInfoParser.getVersion(),
        ReplayProcess.runtimeVersion(),
        FlinkSubject.version(),
        System.getProperty("java.vm.name") + " " + Runtime.version());
  }

  private static String implementation(Class<?> type) {
    return Objects.requireNonNullElse(type.getPackage().getImplementationVersion(), "unknown");
  }
}
