"""Editors' accounts: Flask-Security on our tables, sessions that end when they should, and who is signed in now."""
