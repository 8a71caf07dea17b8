package io.surtitle.inference;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a device cannot be used, in ONNX Runtime's words without its places in source files. */
final class DeviceFault {
  private static final Pattern SAYING =
      Pattern.compile("(CUDA failure \\d+: [^;]*[^; ])|with error: (.*)");

  private DeviceFault() {}

  /** What ONNX Runtime says; what we say of it would name the bundle. */
  static String of(RuntimeException failure) {
    return shortened(firstLine(failure.getCause() == null ? failure : failure.getCause()));
  }

  static String shortened(String message) {
    Matcher saying = SAYING.matcher(message);
    if (!saying.find()) {
      return message;
    }
    return saying.group(1) == null ? saying.group(2) : saying.group(1);
  }

  /** The first line of what an exception says. */
  static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
