package io.surtitle.task.transcribe;

import java.util.Arrays;

/**
 * Sequences of words as a tree in arrays, with a hash table of its edges. The root, 0, is the empty
 * sequence.
 */
final class NgramTable {
  private static final int ROOT = 0;
  private static final int NONE = -1;
  private static final int SHIFT = 32;

  /** A third of the slots stay empty, so that a search in them is short. */
  private static final double FULL = 2.0 / 3;

  private long[] keys = new long[16];
  private int[] nodes = new int[16];
  private float[] probabilities = new float[16];
  private float[] backOffs = new float[16];
  private int size = 1;

  /**
   * Adds a sequence, whose beginning is there.
   *
   * @param parent the sequence without its last word
   * @return its number
   */
  int add(int parent, int word, float probability, float backOff) {
    if (size >= FULL * keys.length) {
      rehash();
    }
    if (size == probabilities.length) {
      probabilities = Arrays.copyOf(probabilities, 2 * size);
      backOffs = Arrays.copyOf(backOffs, 2 * size);
    }
    probabilities[size] = probability;
    backOffs[size] = backOff;
    put(key(parent, word), size);
    return size++;
  }

  /** The number of a part of a sequence of words, -1 if it is not there. */
  int find(int[] words, int from, int to) {
    int node = ROOT;
    for (int i = from; i < to && node != NONE; i++) {
      node = child(node, words[i]);
    }
    return node;
  }

  /** The number of a sequence and a word more, -1 if it is not there. */
  int child(int parent, int word) {
    if (parent == NONE || word < 0) {
      return NONE;
    }
    long key = key(parent, word);
    int slot = slot(key);
    return keys[slot] == key ? nodes[slot] : NONE;
  }

  /** How likely its last word is after the others: a base-10 logarithm, as in the file. */
  float probability(int node) {
    return probabilities[node];
  }

  /** What is added where a longer sequence is not there. */
  float backOff(int node) {
    return backOffs[node];
  }

  /** Never 0, which marks an empty slot. */
  private static long key(int parent, int word) {
    return ((long) parent << SHIFT | word) + 1;
  }

  private void put(long key, int node) {
    int slot = slot(key);
    keys[slot] = key;
    nodes[slot] = node;
  }

  /** Where a key is, or would be. */
  private int slot(long key) {
    int mask = keys.length - 1;
    long mixed = key * 0x9E3779B97F4A7C15L; // Fibonacci hashing, Knuth 6.4
    int slot = (int) (mixed >>> SHIFT) & mask;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rehash() {
    long[] before = keys;
    int[] values = nodes;
    keys = new long[2 * before.length];
    nodes = new int[2 * before.length];
    for (int i = 0; i < before.length; i++) {
      if (before[i] != 0) {
        put(before[i], values[i]);
      }
    }
  }
}
