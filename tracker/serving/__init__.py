"""Setting up and serving: the first run, the refusals before it, the migrated database, the processes."""
