package io.surtitle.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The machine that the figures were measured on.
 *
 * @param device what graphs run on: {@code CPU} and the threads that run them, or the GPU's name
 * @param cores number of cores that this process may use
 * @param memoryMb in MiB
 * @param loadBefore load average of the last minute before the run: high if the machine is busy
 *     with other work; negative if unknown
 */
record Machine(
    String cpu, String device, int cores, long memoryMb, String system, double loadBefore) {

  /** This machine, and what graphs run on. */
  static Machine here(String device) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        cpuModel(),
        device,
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize() >> 20,
        "%s %s %s".formatted(system.getName(), system.getVersion(), system.getArch()),
        system.getSystemLoadAverage());
  }

  private static String cpuModel() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown"; // not Linux
    }
  }
}
