"""Trains translation models and writes the bundles that Surtitle runs."""

import os

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # before onnxruntime is imported anywhere
