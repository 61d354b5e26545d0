"""Text out: the record in the forms that other programs read. Pure functions of the record and an instant."""
