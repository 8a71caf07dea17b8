package io.surtitle.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.surtitle.bundle.Axis;
import io.surtitle.bundle.ElementType;
import io.surtitle.bundle.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One input or output as ONNX Runtime tells of it.
 *
 * @param shape sizes or names; {@value #UNNAMED} for an axis with neither
 */
record GraphTensor(String type, List<String> shape) {

  private static final String UNNAMED = "?";

  static GraphTensor of(NodeInfo node) {
    if (!(node.getInfo() instanceof TensorInfo info)) {
      return new GraphTensor("no tensor", List.of());
    }
    List<String> shape = new ArrayList<>();
    for (int i = 0; i < info.getShape().length; i++) {
      long size = info.getShape()[i];
      String name = info.getDimensionNames()[i];
      shape.add(size >= 0 ? Long.toString(size) : name.isEmpty() ? UNNAMED : name);
    }
    return new GraphTensor(typeName(info.type), shape);
  }

  /**
   * True if this has the manifest's type and axes. The manifest may name an axis that has no name,
   * and may fix the size of one that is open.
   */
  boolean fits(TensorSpec spec) {
    if (!type.equals(spec.type().toString()) || shape.size() != spec.shape().size()) {
      return false;
    }
    for (int i = 0; i < shape.size(); i++) {
      Axis axis = spec.shape().get(i);
      if (!fits(axis, shape.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(Axis axis, String actual) {
    boolean open = !Character.isDigit(actual.charAt(0));
    return axis.toString().equals(actual)
        || (axis instanceof Axis.Fixed ? open : actual.equals(UNNAMED));
  }

  static OnnxJavaType javaType(ElementType type) {
    return switch (type) {
      case FLOAT16 -> OnnxJavaType.FLOAT16;
      case FLOAT32 -> OnnxJavaType.FLOAT;
      case INT32 -> OnnxJavaType.INT32;
      case INT64 -> OnnxJavaType.INT64;
    };
  }

  private static String typeName(OnnxJavaType type) {
    return type == OnnxJavaType.FLOAT ? "float32" : type.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return type + "[" + String.join(",", shape) + "]";
  }
}
