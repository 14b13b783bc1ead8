# Two commands for people: `make run` opens the dashboard, `make test` passes the tests.
# The first of these that is there is taken; the whole suite is run on 3.11.
VERSIONS := 3.11 3.12 3.13 3.14
OTHER := 3.13
PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -q --disable-pip-version-check
# A file of tests stays in one process, and the pages' tests come before the browser's.
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder
QUICK := tests/unit tests/arch tests/gate tests/property -m "not slow"
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test quick mutants test-package also check check-js bench pictures lock clean browser

help:  ## say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(BIN)/python:
	@python="$(PYTHON)"; [ -n "$$python" ] || python=$$(sh scripts/find_python.sh $(VERSIONS)) || { echo "Dateline needs Python 3.11 to 3.14 with its venv module, and none was found: install one (Debian: apt-get install python3-venv), or say where it is with make PYTHON=/path/to/python3"; exit 1; }; \
	"$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' || { echo "Dateline needs Python 3.11 to 3.14, and '$$python' is not: say where one is with make PYTHON=/path/to/python3"; exit 1; }; \
	"$$python" -m venv $(VENV) || { echo "Python cannot make a virtual environment: install its venv module (Debian: apt-get install python3-venv)"; rm -rf $(VENV); exit 1; }

$(VENV)/.run: requirements.lock | $(BIN)/python
	@echo "Installing what Dateline runs on (once)..."
	@$(PIP) --require-hashes -r requirements.lock || { echo "The packages in requirements.lock could not be installed: is the package index reachable?"; exit 1; }
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt requirements-cluster.txt $(VENV)/.run
	@echo "Installing what the tests need (once)..."
	@$(PIP) -r requirements-dev.txt || { echo "The packages in requirements-dev.txt could not be installed: is the package index reachable?"; exit 1; }
	@touch $@

setup: $(VENV)/.run  ## make the virtual environment
setup-dev: $(VENV)/.dev

run: setup  ## open the dashboard on the seed reports
	@$(BIN)/streamlit run app.py

browser:
	@command -v chromium >/dev/null || sh scripts/install_chromium.sh

test: setup-dev browser  ## run all tests
	@$(PYTEST)

quick: setup-dev  ## run the tests that are quick, in less than a minute
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(QUICK)

mutants: setup-dev  ## change the code in many places, and see whether tests notice
	@$(PIP) -r requirements-mutants.txt && $(BIN)/python scripts/mutants.py

test-package: setup-dev browser  ## build the wheel and use it as installed
	@$(BIN)/python -m pytest tests/package

also:  ## run the wheel and the quick tests on another Python, if it is there: make also OTHER=3.12
	@python=$$(sh scripts/find_python.sh $(OTHER)) || { echo "Python $(OTHER) is not here, so nothing was run on it."; exit 0; }; \
	$(MAKE) --no-print-directory VENV=.venv-$(OTHER) PYTHON="$$python" test-package quick

check: setup-dev check-js  ## format, lint, types, layers
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports

node_modules/.installed: package.json package-lock.json
	@command -v node >/dev/null || { echo "Checking the browser code needs Node.js, and 'node' was not found: install it (Debian: apt-get install nodejs npm)"; exit 1; }
	@command -v npm >/dev/null || { echo "Checking the browser code needs npm, and 'npm' was not found: install it (Debian: apt-get install npm)"; exit 1; }
	@echo "Installing what checks the browser code (once)..."
	@npm ci --silent --ignore-scripts || { echo "The packages in package-lock.json could not be installed: is the package registry reachable?"; exit 1; }
	@touch $@

check-js: node_modules/.installed  ## format, lint and types of the browser code
	@node_modules/.bin/tsc --project . && node_modules/.bin/biome ci --error-on-warnings --log-level=error

bench: setup-dev  ## list the benchmarks
	@ls bench/*.py bench/*/__main__.py 2>/dev/null | sed -E 's#/__main__.py##; s#\.py##; s#/#.#g; s#^#$(BIN)/python -m #'

pictures: setup-dev browser  ## make the pictures in the README
	@$(BIN)/python scripts/screenshots.py && $(BIN)/python scripts/pictures.py

lock: setup-dev  ## write requirements.lock, the pins of requirements.txt with their hashes
	@$(PIP) uv && $(BIN)/uv pip compile -q --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-annotate --custom-compile-command "make lock" requirements.txt -o requirements.lock

clean:  ## remove what was set up and built here
	rm -rf .venv .venv-* node_modules build dist .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
