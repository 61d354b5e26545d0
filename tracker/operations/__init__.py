"""Writes: one function, one act, one entry of the log in the same transaction. Nothing here commits."""
