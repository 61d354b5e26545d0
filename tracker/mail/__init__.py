"""Mail: what it says, how it is written, the ways it leaves, and the reports that come back."""
