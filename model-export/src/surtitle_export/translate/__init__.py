"""Translation models: data, training, bundle, scores."""
