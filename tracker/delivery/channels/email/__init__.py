"""E-mail: what a mail says, how it is written, the ways it leaves, and the reports that come back."""
