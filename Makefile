# `make run` and `make test` need Python >= 3.11, Node >= 20 and make; they set up the rest.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PAGE := src/teralineage/web/index.html
PAGE_SOURCES := $(shell find ui/src ui/public -type f) $(wildcard ui/*.html ui/*.json ui/vite.config.ts)

ARGS ?=

.PHONY: help run test setup page lock docs lint types imports unit explore page-check e2e

help: ## Say what each target does
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: setup page ## Load the example warehouse and open it at http://127.0.0.1:8080
	@$(BIN)/python scripts/run.py $(ARGS)

test: lint types imports page-check e2e unit ## Everything CI checks

setup: $(VENV)/.ready ui/node_modules/.ready ## Install everything, pinned, into .venv and ui/node_modules

$(VENV)/.ready: requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python >= 3.11 is needed; name one with PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

ui/node_modules/.ready: ui/package-lock.json
	@node -e 'process.exit(+(parseInt(process.versions.node) < 20))' || { echo "Node >= 20 is needed"; exit 1; }
	cd ui && npm ci --no-fund --no-audit
	@touch $@

page: $(PAGE) ## Build the web page into the package

$(PAGE): ui/node_modules/.ready $(PAGE_SOURCES)
	cd ui && npm run build
	@touch $@

lock: $(VENV)/.ready ## Pin the Python packages anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		-q -o requirements/dev.txt pyproject.toml requirements/dev.in

docs: $(VENV)/.ready ## Write the reference pages that are made from the program
	$(BIN)/python scripts/reference.py

lint: $(VENV)/.ready ## Style and formatting of Python
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready ## mypy --strict
	$(BIN)/mypy

imports: $(VENV)/.ready ## Who may import whom
	$(BIN)/lint-imports

page-check: $(VENV)/.ready ui/node_modules/.ready ## Types, style and unit tests of the page
	cd ui && PYTHON=$(abspath $(BIN)/python) npm run types -- --check && npm run check

unit: $(VENV)/.ready page ## Every Python test, real servers included
	$(BIN)/pytest -n auto

explore: $(VENV)/.ready ## The property tests again, with examples that nobody has tried yet
	HYPOTHESIS_PROFILE=explore $(BIN)/pytest -n auto -m hypothesis

e2e: setup page ## Journeys in a real browser against the real server
	cd ui && PYTHON=$(abspath $(BIN)/python) npm run e2e
