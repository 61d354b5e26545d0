"""The editors' desk: the doors through which the record is kept."""
