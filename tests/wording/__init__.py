"""What is said, word for word."""
