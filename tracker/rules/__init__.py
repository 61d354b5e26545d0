"""The rules: pure functions of the record and an instant. They know no web framework, no session and no clock."""
