package io.surtitle.inference;

/**
 * How graphs are run.
 *
 * @param threads that share the work of one run on a CPU, the caller's among them; at least 1
 * @param device what they are to run on
 * @param cuda how a GPU is used
 * @param batching what does not follow from the device
 */
public record RunSettings(
    int threads, DeviceChoice device, CudaSettings cuda, Batching.Overrides batching) {
  /** Checks the number of threads. */
  public RunSettings {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads cannot run a graph");
    }
  }

  /** The defaults with so many threads. */
  public static RunSettings of(int threads) {
    return new RunSettings(
        threads, DeviceChoice.AUTO, CudaSettings.DEFAULT, Batching.Overrides.NONE);
  }

  /** The same on another device. */
  public RunSettings on(DeviceChoice other) {
    return new RunSettings(threads, other, cuda, batching);
  }
}
