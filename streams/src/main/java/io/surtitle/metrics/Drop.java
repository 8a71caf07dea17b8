package io.surtitle.metrics;

/** Why a viewer was dropped or refused. */
public enum Drop {
  /** It took longer to take a write than is allowed. */
  SLOW,
  /** There are as many viewers as are allowed. */
  FULL,
  /** The gateway stops. */
  SHUTDOWN
}
