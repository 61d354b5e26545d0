"""Corrections: the page, the feed, the form to ask for one, and the notes on top of corrected pages."""
