package io.surtitle.inference;

/** What graphs are to run on. */
public enum DeviceChoice {
  /** A GPU, if a graph has run on it; otherwise the CPU. */
  AUTO,
  /** The CPU. */
  CPU,
  /** A GPU, by CUDA; without one, nothing runs. */
  CUDA
}
