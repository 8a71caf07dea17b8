"""The task `transcribe`: a streaming recogniser of speech and its language models."""
