package io.surtitle.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.surtitle.bundle.Axis;
import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.BundleException;
import io.surtitle.bundle.ToyBundle;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** A device that cannot be used is left aside, whenever that shows. */
class DeviceTest {
  private static final Bundle BUNDLE = Bundle.load(ToyBundle.directory());
  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(Model.class);

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @TempDir private Path directory;

  @BeforeEach
  void listen() {
    logged.start();
    LOGGER.addAppender(logged);
    LOGGER.setAdditive(false);
  }

  @AfterEach
  void listenNoMore() {
    LOGGER.detachAppender(logged);
    LOGGER.setAdditive(true);
  }

  static Stream<Device> unusable() {
    return Stream.of(
        new Device(
            "gpu-without-libraries",
            Batching.GPU,
            options -> {
              throw new OrtException("no libraries");
            }),
        // Adding it succeeds; then the file is not what it says.
        new Device(
            "gpu-without-device",
            Batching.GPU,
            options -> options.addConfigEntry("session.load_model_format", "ORT")),
        // Creating a session succeeds; then it takes no batch of one.
        new Device(
            "gpu-that-fails",
            Batching.GPU,
            options -> DeviceTest.fixBatch(options::setSymbolicDimensionValue)));
  }

  private interface Fixing {
    void fix(String axis, long size) throws OrtException;
  }

  private static void fixBatch(Fixing options) throws OrtException {
    for (String axis : symbolicAxes()) {
      options.fix(axis, 7);
    }
  }

  private static List<String> symbolicAxes() {
    return BUNDLE.manifest().graphs().values().stream()
        .flatMap(graph -> graph.inputs().stream())
        .flatMap(input -> input.shape().stream())
        .filter(Axis.Symbolic.class::isInstance)
        .map(Axis::toString)
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void theCpuIsUsedInstead(Device device) {
    try (Model model =
        Model.load(BUNDLE, RunSettings.of(1), RunObserver.NONE, List.of(device, Device.CPU))) {
      assertThat(model.device()).isEqualTo("cpu");
      assertThat(model.batching()).isEqualTo(Batching.CPU);
      assertThat(model.passedOver()).startsWith(device.name() + " cannot be used: ");
      Trial.of(model.graph("encoder"));
    }

    assertThat(logged.list).hasSize(1);
    assertThat(logged.list.get(0).getLevel()).isEqualTo(Level.WARN);
    assertThat(logged.list.get(0).getFormattedMessage())
        .startsWith(device.name() + " cannot be used: ")
        .endsWith("; cpu is used instead")
        .contains(device.name().equals("gpu-that-fails") ? "ORT_" : "")
        .doesNotContain("\n", "bundle");
  }

  @Test
  void aDeviceThatRunsIsUsed() {
    Device gpu = new Device("gpu", Batching.GPU, options -> {});

    try (Model model =
        Model.load(BUNDLE, RunSettings.of(1), RunObserver.NONE, List.of(gpu, Device.CPU))) {
      assertThat(model.device()).isEqualTo("gpu");
      assertThat(model.batching()).isEqualTo(Batching.GPU);
      assertThat(model.passedOver()).isEmpty();
    }

    assertThat(logged.list).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void aDeviceThatIsWantedAndCannotBeUsedIsRefused(Device device) {
    RunSettings wanted = RunSettings.of(1).on(DeviceChoice.CUDA);

    assertThatThrownBy(
            () -> Model.load(BUNDLE, wanted, RunObserver.NONE, List.of(device, Device.CPU)).close())
        .isInstanceOf(DeviceException.class)
        .hasMessageStartingWith(
            "model.device is cuda, but %s cannot be used (".formatted(device.name()))
        .hasMessageEndingWith("or set model.device to auto or cpu");
    assertThat(logged.list).isEmpty();
  }

  @Test
  void aDeviceThatThisBuildLacksIsRefused() {
    assumeFalse(OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA));
    RunSettings wanted = RunSettings.of(1).on(DeviceChoice.CUDA);

    assertThatThrownBy(() -> Model.load(BUNDLE, wanted, RunObserver.NONE).close())
        .isInstanceOf(DeviceException.class)
        .hasMessageContaining("build it with -Pgpu");
  }

  @Test
  void theCpuIsUsedAloneIfItIsChosen() {
    assertThat(Device.of(RunSettings.of(1).on(DeviceChoice.CPU))).containsExactly(Device.CPU);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Error code - ORT_FAIL - message: /onnxruntime_src/a.cc:62 static A::B() : 1 : FAIL :"
            + " b.h:187 Failed to parse provider option \"device_id\": CUDA failure 100: no"
            + " CUDA-capable device is detected ; GPU=-1 ; hostname=vm | CUDA failure 100: no"
            + " CUDA-capable device is detected",
        "Error code - ORT_FAIL - message: /onnxruntime_src/a.cc:1988 A::Get() : 1 : FAIL : Failed"
            + " to load library /tmp/x.so with error: libcuda.so.1: cannot open shared object file:"
            + " No such file or directory | libcuda.so.1: cannot open shared object file: No such"
            + " file or directory",
        "something else; of course | something else; of course"
      })
  void faultsAreToldWithoutPlacesInSource(String message, String reason) {
    assertThat(DeviceFault.shortened(message)).isEqualTo(reason);
  }

  @Test
  void whatIsSetIsNotTheDevices() {
    Batching.Overrides set = new Batching.Overrides(7, 8, false, false);

    assertThat(Batching.GPU.with(set)).isEqualTo(new Batching(7, 8, false, false));
    assertThat(Batching.GPU.with(Batching.Overrides.NONE)).isEqualTo(Batching.GPU);
  }

  @Test
  void cudaRoundsOnlyIfItMay() {
    CudaSettings all = new CudaSettings(3, true, 81_920, CudaSettings.Growth.SAME_AS_REQUESTED);

    assertThat(CudaSettings.DEFAULT.options())
        .containsOnly(entry("use_tf32", "0"), entry("arena_extend_strategy", "kNextPowerOfTwo"));
    assertThat(all.options())
        .containsOnly(
            entry("use_tf32", "1"),
            entry("arena_extend_strategy", "kSameAsRequested"),
            entry("gpu_mem_limit", "85899345920"));
    assertThat(Device.cuda(all).name()).isEqualTo("cuda:3");
  }

  @Test
  void tryingADeviceIsNoRunOfTheEngine() {
    Device gpu = new Device("gpu", Batching.GPU, options -> {});
    RunObserver nobody =
        (graph, axes, rows, nanos) -> {
          throw new AssertionError(graph + " was run");
        };

    Model.load(BUNDLE, RunSettings.of(1), nobody, List.of(gpu, Device.CPU)).close();
  }

  @Test
  void aDamagedGraphIsTheBundlesFault() {
    Path copy = ToyBundle.copyTo(directory.resolve("copy"));
    ToyBundle.edit(copy.resolve("encoder.onnx"), bytes -> Arrays.copyOf(bytes, 100));
    ToyBundle.sign(copy);
    Bundle damaged = Bundle.load(copy);
    Device gpu = new Device("gpu", Batching.GPU, options -> {});

    assertThatThrownBy(
            () ->
                Model.load(damaged, RunSettings.of(1), RunObserver.NONE, List.of(gpu, Device.CPU))
                    .close())
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("encoder.onnx");
    assertThat(logged.list).isEmpty();
  }
}
