"""Writes about editors' accounts and their sign-ins."""
