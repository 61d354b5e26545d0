"""Writes to the record: loading, publishing, versions, visibility, the log."""
