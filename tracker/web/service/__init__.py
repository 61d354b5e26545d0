"""The service itself: its public status, health checks, robots and the site map."""
