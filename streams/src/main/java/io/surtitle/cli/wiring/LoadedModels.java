package io.surtitle.cli.wiring;

import io.surtitle.inference.RunObserver;
import io.surtitle.inference.RunSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Loaded bundles, closed together.
 *
 * @param all in the order in which they were chosen
 * @param languages the languages of all captions, in order
 * @param source BCP 47 tag of the source language of all translations; empty if there are none
 */
public record LoadedModels(List<LoadedModel> all, List<String> languages, String source)
    implements AutoCloseable {
  /** Copies the lists. */
  public LoadedModels {
    all = List.copyOf(all);
    languages = List.copyOf(languages);
  }

  /** The models for one task. */
  public List<LoadedModel> of(String task) {
    return all.stream().filter(each -> each.bundle().manifest().task().equals(task)).toList();
  }

  /** Ids of the operators of some tasks, in order. */
  public List<String> operators(List<String> tasks) {
    return all.stream()
        .filter(each -> tasks.contains(each.bundle().manifest().task()))
        .map(LoadedModel::operator)
        .toList();
  }

  /** Name, version and languages of each. */
  public List<String> descriptions() {
    return all.stream().map(LoadedModel::describe).toList();
  }

  /** Name, version and languages of each, one after the other. */
  public String describe() {
    return String.join("; ", descriptions());
  }

  /**
   * Loads bundles; if one fails, those before it are closed.
   *
   * @param observer notified of every run
   * @throws io.surtitle.bundle.BundleException if a bundle is not sound
   * @throws io.surtitle.inference.DeviceException if the wanted device cannot be used
   */
  public static LoadedModels load(BundleChoice choice, RunSettings runs, RunObserver observer) {
    List<LoadedModel> loaded = new ArrayList<>();
    try {
      for (ChosenBundle each : choice.bundles()) {
        loaded.add(LoadedModel.load(each, runs, observer));
      }
      return new LoadedModels(loaded, choice.languages(), choice.source());
    } catch (RuntimeException e) {
      loaded.forEach(LoadedModel::close);
      throw e;
    }
  }

  @Override
  public void close() {
    all.forEach(LoadedModel::close);
  }
}
