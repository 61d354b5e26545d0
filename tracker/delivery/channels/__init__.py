"""The ways on which a message can go out: each is a folder, and a line in `registry`."""
