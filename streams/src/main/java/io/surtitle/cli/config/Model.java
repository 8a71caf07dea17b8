package io.surtitle.cli.config;

import static io.surtitle.cli.config.InvalidValueException.require;
import static io.surtitle.cli.config.InvalidValueException.requireBetween;

import io.surtitle.inference.CudaSettings;
import io.surtitle.inference.DeviceChoice;
import io.surtitle.inference.RunSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The networks.
 *
 * @param bundle directory of the only bundle; null if {@code bundles} lists them, or for the ones
 *     in the installation
 * @param bundles the bundles to run side by side; empty if there is only one, or for the ones in
 *     the installation
 * @param threads that ONNX Runtime gives to one run; null for as many as there are processors to
 *     each run at a time
 * @param archive directory with copies of the bundles that sessions name; null for {@code bundles}
 *     in the state directory
 * @param watch how often to look whether a bundle was replaced; 0 for never
 * @param device what the networks run on
 * @param cuda how a GPU is used
 */
public record Model(
    @Nullable Path bundle,
    List<ListedBundle> bundles,
    @Nullable Integer threads,
    @Nullable Path archive,
    Duration watch,
    DeviceChoice device,
    Cuda cuda)
    implements Section {
  /** How often directories of bundles are looked at. */
  public static final Duration WATCH = Duration.ofSeconds(5);

  /** With the defaults of all keys but those that say what to run on how many threads. */
  public Model(@Nullable Path bundle, List<ListedBundle> bundles, @Nullable Integer threads) {
    this(bundle, bundles, threads, null, WATCH, DeviceChoice.AUTO, Cuda.of(CudaSettings.DEFAULT));
  }

  /** Checks the values. */
  public Model {
    bundles = List.copyOf(bundles);
    require(
        bundle == null || bundles.isEmpty(),
        "bundles",
        "left out while 'model.bundle' is set; move that bundle into the list");
    List<String> ids = bundles.stream().map(ListedBundle::id).filter(Objects::nonNull).toList();
    require(ids.stream().distinct().count() == ids.size(), "bundles", "a list with different ids");
    requireBetween(threads == null ? 1 : threads, 1, 1024, "threads");
  }

  /**
   * How they are run.
   *
   * @param usual threads of one run, if the number is not set
   */
  RunSettings runs(int usual, Batch batch) {
    return new RunSettings(
        threads == null ? usual : threads, device, cuda.settings(), batch.overrides());
  }
}
