package io.surtitle.metrics;

/** Why a viewer was dropped or refused. */
public enum Drop {
  /** A write to it took longer than is allowed. */
  SLOW,
  /** The limit of viewers is reached. */
  FULL,
  /** The gateway is stopping. */
  SHUTDOWN
}
