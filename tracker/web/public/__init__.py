"""The pages of the record for everyone: motions, demands, timeline, figures, sources, briefing, log, about."""
