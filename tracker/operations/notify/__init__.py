"""What followers and other people are mailed: queued in the transaction of the fact, or by the clock."""
