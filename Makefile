# Two commands do everything on a fresh machine: `make run` and `make test`.
.PHONY: run test lock bench clean
PYTHON ?= python3
BIN := .venv/bin

run: .venv/.run
	@$(BIN)/python -m handrail.entrypoints.cli.main serve --demo

test: .venv/.dev
	@scripts/test

.venv/bin/python:
	@scripts/make-venv "$(PYTHON)"

.venv/.run: .venv/bin/python requirements/run.txt pyproject.toml
	@scripts/install run
	@touch $@

.venv/.dev: .venv/bin/python requirements/dev.txt pyproject.toml
	@scripts/install dev
	@touch $@ .venv/.run

lock:
	@scripts/lock

clean:
	rm -rf .venv
