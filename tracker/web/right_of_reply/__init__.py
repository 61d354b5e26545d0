"""The private page on which an addressee replies to a finding before it is published."""
