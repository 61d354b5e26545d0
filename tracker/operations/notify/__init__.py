"""What followers are told: queued in the transaction of the fact, or by the clock."""
