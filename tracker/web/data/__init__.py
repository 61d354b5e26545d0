"""The record as data: the JSON API, CSV tables, feeds and calendars."""
