"""Offering the right of reply before an adverse finding."""
