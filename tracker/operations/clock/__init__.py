"""What the clock does: the sweep, the lease, the heartbeat."""
