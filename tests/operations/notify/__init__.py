"""What followers are told, and when."""
