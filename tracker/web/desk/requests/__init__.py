"""Readers' requests for a correction."""
