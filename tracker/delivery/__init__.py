"""The queue: claim a message, send it on its channel, settle it; never lost, never doubled on purpose."""
