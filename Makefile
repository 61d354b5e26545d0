# Short names. Everything works without make: see CONTRIBUTING.md.
.PHONY: run quick test bench format

run:
	python3 app.py

quick:
	python3 -m tests quick

test:
	python3 -m tests

bench:
	python3 -m tests.bench

format:
	.venv-test/bin/python -m ruff check --fix .
	.venv-test/bin/python -m ruff format .
