# Two commands for people: `make run` opens the dashboard, `make test` passes the tests.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check check-js bench pictures clean browser

help:  ## say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "Dateline needs Python 3.11, and '$(PYTHON)' was not found: install it, or say where it is with make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "Dateline needs Python 3.11, and '$(PYTHON)' is $$($(PYTHON) -V): say where 3.11 is with make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual environment: install its venv module (Debian: apt-get install python3.11-venv)"; rm -rf $(VENV); exit 1; }

$(VENV)/.run: requirements.txt | $(BIN)/python
	@echo "Installing what Dateline runs on (once)..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt || { echo "The packages in requirements.txt could not be installed: is the package index reachable?"; exit 1; }
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt | $(BIN)/python
	@echo "Installing what the tests need (once)..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.txt || { echo "The packages in requirements-dev.txt could not be installed: is the package index reachable?"; exit 1; }
	@touch $@ $(VENV)/.run

setup: $(VENV)/.run  ## make the virtual environment
setup-dev: $(VENV)/.dev

run: setup  ## open the dashboard on the seed reports
	@$(BIN)/streamlit run app.py

browser:
	@command -v chromium >/dev/null || sh scripts/install_chromium.sh

test: setup-dev browser  ## run all tests
	@$(BIN)/python -m pytest

check: setup-dev check-js  ## format, lint, types, layers
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports

node_modules/.installed: package.json package-lock.json
	@command -v node >/dev/null || { echo "Checking the browser code needs Node.js, and 'node' was not found: install it (Debian: apt-get install nodejs npm)"; exit 1; }
	@command -v npm >/dev/null || { echo "Checking the browser code needs npm, and 'npm' was not found: install it (Debian: apt-get install npm)"; exit 1; }
	@echo "Installing what checks the browser code (once)..."
	@npm ci --silent --ignore-scripts || { echo "The packages in package-lock.json could not be installed: is the package registry reachable?"; exit 1; }
	@touch $@

check-js: node_modules/.installed  ## types and lint of the browser code
	@node_modules/.bin/tsc --project . && node_modules/.bin/biome lint --error-on-warnings --log-level=error

bench: setup-dev  ## list the benchmarks
	@ls bench/*.py bench/*/__main__.py 2>/dev/null | sed -E 's#/__main__.py##; s#\.py##; s#/#.#g; s#^#$(BIN)/python -m #'

pictures: setup-dev browser  ## make the pictures in the README
	@$(BIN)/python scripts/screenshots.py && $(BIN)/python scripts/pictures.py

clean:  ## remove what was set up and built here
	rm -rf $(VENV) node_modules .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
