"""Writes about subscribers: sign-ups, what they follow, what is kept of them and erased."""
