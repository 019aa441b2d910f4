# Everything that is done with this project, by the one command that does it.
# Needs Python 3.11 or later and make; all else is installed into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXAMPLE := examples/astana_2023.yaml
WRITERS := catalogues write_reference write_corpus_page golden_papers pictures
FUZZING ?= 300
MUTANTS ?= 100

# The Python of a version that is here and works, on the path or among those of pyenv, whose shims may stand for nothing.
python-of = $(shell for each in python$(1) $${PYENV_ROOT:-$$HOME/.pyenv}/versions/$(1).*/bin/python$(1); do \
  "$$each" -c 'import venv' 2> /dev/null && echo "$$each" && break; done)
OURS = $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
OTHERS = $(foreach version,$(filter-out $(OURS),3.11 3.12 3.13),$(if $(call python-of,$(version)),$(version)))

.PHONY: help demo test test-all lint types layers unit written coverage browser without-scanner promises downstream soak fuzz bench bench-stores reliability mutants format clean

help:  ## Say what can be done
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/.demo  ## Read the visit to Astana of April 2023, check it, and print the assessment
	@$(BIN)/protocol report assessment $(EXAMPLE) --rulebook common
	@echo
	@$(BIN)/protocol report assessment $(EXAMPLE) --rulebook textbook

test: lint types layers unit downstream  ## Run everything that has to pass

test-all: unit  ## Run the tests on every Python from 3.11 on that is here, and with the lowest versions of what is needed
	$(MAKE) --no-print-directory without-scanner promises $(addprefix unit-,$(OTHERS)) $(if $(call python-of,3.11),unit-lowest)

lint: $(VENV)/.tools  ## Style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.wheel  ## Types: of all that is here, and of what users write, as two type checkers see it
	$(BIN)/mypy
	cd typing_tests && ../$(BIN)/mypy --config-file mypy.ini .
	cd typing_tests && ../$(BIN)/pyright --pythonpath ../$(BIN)/python

layers: $(VENV)/.wheel  ## Who may import whom
	$(BIN)/lint-imports --no-cache

unit: $(VENV)/.wheel  ## Tests against the built wheel, documents and docstrings among them
	$(BIN)/pytest -n 2 --dist worksteal tests
	$(BIN)/pytest -n 2 --dist loadfile docs README.md # the blocks of a document go on from one another

written: $(VENV)/.wheel  ## Write all files that are made from the code: catalogues, reference, papers to compare with, pictures
	for writer in $(WRITERS); do $(BIN)/python tools/$$writer.py || exit; done

coverage: $(VENV)/.wheel  ## The lines and branches that the tests reach
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 2 --dist loadfile -m "not uncovered" tests
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

browser: $(VENV)/.wheel  ## Every page of every report in every language, as a browser shows and prints it
	BROWSER=all $(BIN)/pytest -n 2 --dist worksteal tests/browser

without-scanner: $(VENV)/.wheel  ## The tests with the accelerator of checking switched off
	SCANNER=off HYPOTHESIS_PROFILE=quick $(BIN)/pytest -n 2 --dist worksteal tests

promises: $(VENV)/.wheel  ## Leave out, one at a time, each part that CONTRIBUTING says belongs to a change: its test has to notice
	PROMISES=all $(BIN)/pytest -n 2 tests/test_contributing.py

downstream: .venv-downstream/.wheel  ## A program that uses the library as others do: installed, its tests run, its types checked
	cd examples/downstream && HYPOTHESIS_STORAGE_DIRECTORY=../../.hypothesis ../../.venv-downstream/bin/pytest -p no:cacheprovider
	cd examples/downstream && ../../.venv-downstream/bin/mypy --cache-dir ../../.mypy_cache/downstream

unit-%: .venv-%/.wheel
	.venv-$*/bin/pytest -n 2 --dist loadfile

soak: $(VENV)/.wheel fuzz  ## Properties with many more and random examples, and the fuzzer
	HYPOTHESIS_PROFILE=nightly $(BIN)/pytest -n 2 tests

fuzz: .venv-fuzz/.wheel  ## Fuzz scripts and archives, FUZZING seconds each; what it finds is in .fuzz and becomes a test
	mkdir -p .fuzz/script .fuzz/codec
	.venv-fuzz/bin/python tests/fuzz/fuzz_script.py $(FUZZ_OPTIONS) .fuzz/script src/protocol/corpus/data
	.venv-fuzz/bin/python tests/fuzz/fuzz_codec.py $(FUZZ_OPTIONS) .fuzz/codec tests/golden

FUZZ_OPTIONS = -max_total_time=$(FUZZING) -timeout=20 -rss_limit_mb=2048 -max_len=20000 -artifact_prefix=.fuzz/

bench: .venv-bench/.wheel  ## Measure checking beside other systems, and write docs/explanation/performance.md
	mkdir -p .venv-bench/logs
	.venv-bench/bin/pip download --quiet --no-deps --no-binary :all: --dest .venv-bench/logs declare4py==2.2.0
	.venv-bench/bin/python bench/run.py --sepsis .venv-bench/logs/declare4py-2.2.0.tar.gz --write docs/explanation/performance.md

bench-stores: $(VENV)/.wheel  ## Measure stores beside other systems, and write docs/explanation/stores.md
	$(BIN)/pip install --quiet --group bench-stores
	$(BIN)/python bench/stores.py --write docs/explanation/stores.md

reliability: $(VENV)/.wheel  ## Kill, crowd and stop what writes to stores, and write docs/explanation/reliability.md
	$(BIN)/python bench/reliability.py --write docs/explanation/reliability.md

mutants: $(VENV)/.wheel  ## Change the code in small ways and see whether the tests notice, MUTANTS of each package
	$(BIN)/python tools/mutation.py --sample $(MUTANTS)

format: $(VENV)/.tools  ## Put the code in order
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:  ## Remove what the other commands made
	rm -rf $(VENV) .venv-* .fuzz dist .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis

SOURCES := $(shell find src -type f -not -name '*.pyc') pyproject.toml README.md LICENSE

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'

$(VENV)/.demo: $(BIN)/python $(SOURCES)
	$(BIN)/pip install --quiet '.[cli]'
	@touch $@

$(VENV)/.tools: $(BIN)/python pyproject.toml
	$(BIN)/pip install --quiet --group lint --group test --group browser build
	@touch $@

$(VENV)/.wheel: $(VENV)/.tools $(SOURCES)
	rm -rf dist
	$(BIN)/python -m build --wheel --outdir dist . > /dev/null
	wheel=$$(ls dist/*.whl) && $(BIN)/pip install --quiet "$$wheel[cli,fast,postgres,reports,testing]" \
	  && $(BIN)/pip install --quiet --force-reinstall --no-deps "$$wheel"
	@touch $@

# Further environments: with the wheel, and what runs the tests or the fuzzer. Those of other versions are without the
# extra `fast`, so that the tests pass with it and without.
.venv-%/.wheel: $(VENV)/.wheel
	$(call python-of,$*) -m venv --clear .venv-$*
	.venv-$*/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	wheel=$$(ls dist/*.whl) && .venv-$*/bin/pip install --quiet --group test "$$wheel[cli,postgres,reports,testing]"
	@touch $@

.venv-lowest/.wheel: $(VENV)/.wheel tools/lowest.py
	$(call python-of,3.11) -m venv --clear .venv-lowest
	.venv-lowest/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	.venv-lowest/bin/python tools/lowest.py > .venv-lowest/lowest.txt
	wheel=$$(ls dist/*.whl) && .venv-lowest/bin/pip install --quiet --group test --constraint .venv-lowest/lowest.txt "$$wheel[cli,fast,postgres,reports,testing]"
	@touch $@

DOWNSTREAM := $(shell find examples/downstream/src -type f -not -name '*.pyc') examples/downstream/pyproject.toml

.venv-downstream/bin/python:
	$(PYTHON) -m venv --clear .venv-downstream
	.venv-downstream/bin/python -m pip install --quiet --upgrade 'pip>=25.1'

.venv-downstream/.wheel: .venv-downstream/bin/python $(VENV)/.wheel $(DOWNSTREAM)
	.venv-downstream/bin/pip uninstall --quiet --yes state-visit-protocol timetable 2> /dev/null
	wheel=$$(ls dist/*.whl) && .venv-downstream/bin/pip install --quiet "$$wheel[testing]" './examples/downstream[test]'
	@touch $@

.venv-bench/.wheel: $(VENV)/.wheel
	$(PYTHON) -m venv --clear .venv-bench
	.venv-bench/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	wheel=$$(ls dist/*.whl) && .venv-bench/bin/pip install --quiet --group bench "$$wheel[cli]"
	@touch $@

.venv-fuzz/.wheel: $(VENV)/.wheel
	$(or $(call python-of,3.11),$(call python-of,3.12)) -m venv --clear .venv-fuzz
	.venv-fuzz/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	wheel=$$(ls dist/*.whl) && .venv-fuzz/bin/pip install --quiet --group fuzz "$$wheel[cli,testing]"
	@touch $@
