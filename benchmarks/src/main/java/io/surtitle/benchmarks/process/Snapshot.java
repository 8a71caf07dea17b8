package io.surtitle.benchmarks.process;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The resources that a process has used.
 *
 * @param nanos time of the snapshot on the process's own clock
 * @param cpuNanos processor time since the start
 * @param heapBytes bytes of the Java heap in use, including garbage
 * @param directBytes bytes of direct buffers
 * @param residentBytes total bytes of memory; 0 if the system does not report it
 * @param runs runs of ONNX Runtime since the last snapshot
 */
public record Snapshot(
    long nanos,
    long cpuNanos,
    long heapBytes,
    long directBytes,
    long residentBytes,
    List<RunCount> runs) {
  /** Requests a snapshot from a child. */
  public static final String COMMAND = "mark";

  /** A snapshot of this process now. */
  public static Snapshot take(List<RunCount> runs) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return new Snapshot(
        System.nanoTime(),
        system.getProcessCpuTime(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        direct,
        resident(),
        runs);
  }

  private static long resident() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // not Linux
    }
  }
}
