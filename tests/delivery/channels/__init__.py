"""What carries a mail, a channel after the other."""
