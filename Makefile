# Everything a contributor runs. Each target makes the environment first when it is missing.

VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PYTHON ?= python3
READY := $(VENV)/.ready

.PHONY: draft test lint check bench clean schema

draft: $(READY)
	$(BIN)/cwgdraft build council-2026 --pdf

test: $(READY)
	$(BIN)/python -m pytest -n auto

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

bench: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group peers || echo "Docxodus can't be installed here" >&2
	$(BIN)/python -m compileall -q cwgdraft
	$(BIN)/python -m tests.benchmarks

schema: $(READY)
	$(BIN)/cwgdraft schema

$(READY): pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'cwgdraft needs Python 3.11 or later: make PYTHON=python3.12')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	$(BIN)/python -m compileall -q cwgdraft
	$(BIN)/python -c "open('$(READY)', 'w').close()"

clean:
	rm -rf $(VENV) dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
