"""Every read of the database, by noun. A query takes a session and gives back rows or plain values."""
