"""Trains translation models and writes the bundles that Surtitle runs."""
