# `make` lists what there is. Debian or Ubuntu, make, and Python 3.11 or newer with venv are all it needs.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
# The lock that is installed in $(VENV): setup has nothing to do while it equals the one beside it.
INSTALLED := $(VENV)/installed.txt
# For the ways to run the tests: make test-sqlite ARGS="-k today -x"
ARGS ?=
PYTEST := $(PY) -m pytest -n 2
# Tests that know no database run once, on SQLite.
PURE := tests/exercises/rules tests/backend/pictures/figures tests/backend/pictures/intake
SQLITE := DATABASE_URL=sqlite:///.data/db.sqlite3

.DEFAULT_GOAL := help
.PHONY: help setup install run test test-sqlite test-postgres bench chaos coverage check format messages lock upgrade clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

setup: ## .venv with the locked packages; nothing to do when they have not changed
	@cmp -s requirements-dev.txt $(INSTALLED) && $(PY) -c '' 2>/dev/null || $(MAKE) --no-print-directory install

install:
	@command -v $(PYTHON) >/dev/null || { \
		echo "$(PYTHON) is missing: sudo apt-get install -y python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$$($(PYTHON) --version) is too old, 3.11 is needed:" \
			"sudo apt-get install -y python3.11 python3.11-venv && make PYTHON=python3.11 setup" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "$(notdir $(PYTHON))-venv is missing: sudo apt-get install -y $(notdir $(PYTHON))-venv" >&2; exit 1; }
	@$(PY) -m pip --version >/dev/null 2>&1 || { echo "Creating $(VENV)"; $(PYTHON) -m venv --clear $(VENV); }
	@echo "Installing the locked packages into $(VENV) (about a minute the first time)"
	@$(PY) -m pip install --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@cp requirements-dev.txt $(INSTALLED)

run: setup ## everything, with a demo clinic; PORT=9000 for another port than 8000
	@$(PY) manage.py up

test: setup ## the whole suite on SQLite, then on PostgreSQL what may touch a database
	@$(MAKE) --no-print-directory test-sqlite
	@$(MAKE) --no-print-directory test-postgres

test-sqlite: setup ## the suite on SQLite; ARGS="-k today" for a part of it
	@echo "=== The suite on SQLite"
	@$(SQLITE) $(PYTEST) $(ARGS)

test-postgres: setup ## what may touch a database, on PostgreSQL: our own, or TEST_DATABASE_URL
	@echo "=== The suite on PostgreSQL"
	@$(PY) -m tests.postgres -- $(PYTEST) $(addprefix --ignore=,$(PURE)) $(ARGS)

bench: setup ## the budgets, each beside its yardstick, into bench.json; ARGS="--only planning --profile"
	@$(PY) -m tests.benchmarks $(ARGS)

chaos: setup ## kill processes while the provider misbehaves, a seed after another; SEEDS=20 FIRST=1
	@$(PY) -m tests.chaos $(if $(SEEDS),--seeds $(SEEDS)) $(if $(FIRST),--first $(FIRST)) $(ARGS)

coverage: setup ## which lines no test runs
	@$(SQLITE) $(PYTEST) --cov --cov-report=term-missing:skip-covered $(ARGS)

check: setup ## format, lint, types, direction of imports, migrations
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-logo
	$(SQLITE) $(PY) manage.py makemigrations --check --dry-run
	$(SQLITE) $(PY) manage.py check

format: setup ## rewrite the code as check wants it
	$(PY) -m ruff check --fix-only .
	$(PY) -m ruff format .

messages: setup ## the catalogues in exercises/locale from exercises/rules/wording.py, compiled; says what to translate
	@$(PY) -m tests.catalogues

lock: setup ## requirements*.txt from requirements*.in, changing no more than needed
	@$(VENV)/bin/uv pip compile $(LOCK) requirements.in -o requirements.txt
	@$(VENV)/bin/uv pip compile $(LOCK) requirements-dev.in -o requirements-dev.txt

upgrade: ## the same, to the newest versions
	@$(MAKE) --no-print-directory lock LOCK="$(LOCK) --upgrade"

# One lock for every Python from 3.11 and every platform; no address of an index is written.
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-strip-extras --custom-compile-command "make lock"

clean: ## remove .venv and what tools leave behind; the database in .data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage htmlcov
	find backend exercises tests -name __pycache__ -type d -prune -exec rm -rf {} +
