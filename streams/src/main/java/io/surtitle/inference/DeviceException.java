package io.surtitle.inference;

/** A device was asked for and cannot be used. The message says why, and what to do. */
public final class DeviceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private DeviceException(String message) {
    super(message);
  }

  static DeviceException notBuiltIn() {
    return new DeviceException(
        "model.device is cuda, but this build has ONNX Runtime for CPUs only: build it with -Pgpu"
            + " or take the image for GPUs, or set model.device to auto or cpu");
  }

  static DeviceException unusable(Device device, String reason) {
    return new DeviceException(
        ("model.device is cuda, but %s cannot be used (%s): see with nvidia-smi that there is such"
                + " a GPU, install CUDA 12 and cuDNN 9, or set model.device to auto or cpu")
            .formatted(device.name(), reason));
  }
}
