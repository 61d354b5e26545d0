"""The second person: reading a finding and publishing it or sending it back."""
