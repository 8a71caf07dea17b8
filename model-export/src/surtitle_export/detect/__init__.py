"""Detectors: graphs that score audio chunk by chunk, and the rules that make events of scores."""
