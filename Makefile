# Each target says what it does; `make` lists them.
BIN := .venv/bin
PYTHON ?= python3
export PYTHON
# Given on to the program behind the target: make run ARGS="--port 8001", make test ARGS="tests/lib -x".
ARGS ?=
# Tests run at once; more than 0 pays only when the suite is long.
export WORKERS ?= 0

# What an installation is made of: it is renewed when one of these changes, and otherwise costs nothing.
SOURCES := pyproject.toml uv.lock hatch_build.py scripts/uv.txt src/showtime/__init__.py \
	$(wildcard frontend/package*.json frontend/build.mjs frontend/src/*.ts frontend/src/*/*.ts) \
	$(wildcard src/showtime/locale/*/LC_MESSAGES/django.po)

# An environment does not survive being moved with its folder.
ifneq ($(shell cat .venv/.place 2>/dev/null),$(CURDIR))
SOURCES += moved
endif

.DEFAULT_GOAL := help
.PHONY: help run test check fmt messages bench screenshots build lock clean moved

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: .venv/.ready-run ## Install what is needed and run the demo show, server and worker; Ctrl-C stops both
	@exec $(BIN)/showtime serve --demo $(ARGS)

test: .venv/.ready-all ## Install what is needed and run the whole suite, on SQLite and on PostgreSQL
	@sh scripts/test_servers.sh
	@$(BIN)/python scripts/frontend.py test
	@$(BIN)/python scripts/suite.py $(ARGS)

check: .venv/.ready-all ## Lint, types, layers, templates, TypeScript, migrations, translations, locks, docs
	@$(BIN)/python scripts/check.py $(ARGS)

fmt: .venv/.ready-all ## Format the Python and mend what lint can mend
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

messages: .venv/.ready-all ## Bring the translations up to date with the sources and compile them
	@$(BIN)/python scripts/messages.py update

bench: .venv/.ready-all ## Measure pages and API calls, on SQLite and on PostgreSQL
	@$(BIN)/python bench/pages.py $(ARGS)
	@DURABLE=yes sh scripts/with_postgres.sh $(BIN)/python bench/pages.py $(ARGS)

screenshots: .venv/.ready-all ## Take the pictures that the docs show
	@$(BIN)/python scripts/screenshots.py $(ARGS)

build: .venv/.ready-all ## Build the sdist, and from it the wheel, into dist/
	@$(BIN)/uv build --quiet --clear --out-dir dist

lock: .venv/.ready-all ## Renew uv.lock and package-lock.json after a change of requirements
	@$(BIN)/uv lock
	@$(BIN)/python scripts/frontend.py lock

clean: ## Remove what was installed and built; the data folder stays
	rm -rf .venv dist frontend/node_modules src/showtime/web/static/app .mypy_cache .ruff_cache .pytest_cache
	rm -f src/showtime/locale/*/LC_MESSAGES/*.mo

.venv/.ready-run: $(SOURCES)
	@sh scripts/install.sh run

.venv/.ready-all: $(SOURCES)
	@sh scripts/install.sh all
