"""The outbox: claim one alert, send it as one mail, settle it; never lost, never doubled on purpose."""
