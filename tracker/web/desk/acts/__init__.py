"""Acts on a motion that is on record: deadlines, sources, figures, corrections, visibility, follow-ups."""
