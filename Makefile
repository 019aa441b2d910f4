# Everything that is done with this project, by the one command that does it.
# Needs Python 3.11 or later and make; all else is installed into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXAMPLE := examples/astana_2023.yaml

.PHONY: help demo test lint types layers unit soak format clean

help:  ## Say what can be done
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/.demo  ## Read the visit to Astana of April 2023, check it, and print the assessment
	@$(BIN)/protocol report assessment $(EXAMPLE) --rulebook common
	@echo
	@$(BIN)/protocol report assessment $(EXAMPLE) --rulebook textbook

test: lint types layers unit  ## Run everything that has to pass

lint: $(VENV)/.tools  ## Style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.wheel  ## Types
	$(BIN)/mypy

layers: $(VENV)/.wheel  ## Who may import whom
	$(BIN)/lint-imports --no-cache

unit: $(VENV)/.wheel  ## Tests against the built wheel, documents and docstrings among them, with coverage
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 2 --dist loadfile
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

soak: $(VENV)/.wheel  ## Properties with many more and random examples
	HYPOTHESIS_PROFILE=nightly $(BIN)/pytest -n 2 tests

format: $(VENV)/.tools  ## Put the code in order
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:  ## Remove what the other commands made
	rm -rf $(VENV) dist .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis

SOURCES := $(shell find src -type f -not -name '*.pyc') pyproject.toml README.md LICENSE

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'

$(VENV)/.demo: $(BIN)/python $(SOURCES)
	$(BIN)/pip install --quiet '.[cli]'
	@touch $@

$(VENV)/.tools: $(BIN)/python pyproject.toml
	$(BIN)/pip install --quiet --group lint --group test build
	@touch $@

$(VENV)/.wheel: $(VENV)/.tools $(SOURCES)
	rm -rf dist
	$(BIN)/python -m build --wheel --outdir dist . > /dev/null
	wheel=$$(ls dist/*.whl) && $(BIN)/pip install --quiet "$$wheel[cli,testing]" \
	  && $(BIN)/pip install --quiet --force-reinstall --no-deps "$$wheel"
	@touch $@
