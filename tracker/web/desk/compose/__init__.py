"""A new motion: from pasted text or from a record file."""
