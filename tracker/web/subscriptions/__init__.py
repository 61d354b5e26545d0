"""Following by e-mail: sign up, confirm, manage, stop."""
