"""Adapters to the channels: one folder, one small contract each; no models."""
