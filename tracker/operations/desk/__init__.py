"""Writes of the desk: drafts, replies and their findings, offers, requests, the audit trail."""
