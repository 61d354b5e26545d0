"""Where the files of sources are kept."""
