package io.surtitle.topology;

import java.nio.file.Path;

/** An application in a process of its own, to be killed. Says when it runs. */
final class Victim {
  static final int STARTED = '.';

  private Victim() {}

  public static void main(String[] args) throws InterruptedException {
    try (Play play = new Play(args[0], args[1], Path.of(args[2]))) {
      play.start();
      System.out.write(STARTED);
      System.out.flush();
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
