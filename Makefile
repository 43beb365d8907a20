# What a person would type. `make` alone explains itself.
SHELL := /bin/sh
PYTHON ?= python3
VENV ?= .venv
RUN := $(VENV)/bin/python
DUMP ?= tests/wiki/kowiki-20260901-pages-articles.xml
OUT ?= dist
CONFIG ?=
JOBS ?=
DRIVE ?= $(OUT)/drive
export PYTHONDONTWRITEBYTECODE = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help install snapshot release verify test lint reproduce bench fuzz pathological faults browsers screenshots man lock clean

##@ For editors
help: ## show this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@printf '\nvariables\n  DUMP="FILES"   dump to pack (default: the small wiki in tests/wiki)\n  OUT=DIR        where drive/ and report/ go (default: dist)\n  CONFIG=FILE    snapshot.toml\n  JOBS=N         worker processes (default: all cores)\n'

install: $(VENV)/installed ## set up .venv with the pinned packages
$(VENV)/installed: requirements.txt pyproject.toml setup.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --require-hashes -r requirements.txt
	$(RUN) -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

snapshot: $(VENV)/installed ## pack DUMP into OUT/drive
	$(RUN) -m packager build $(DUMP) --out $(OUT) $(if $(CONFIG),--config $(CONFIG)) $(if $(JOBS),--jobs $(JOBS))

release: snapshot verify ## snapshot, then verify once more from outside

verify: $(VENV)/installed ## check DRIVE (default: OUT/drive)
	$(RUN) -m packager verify $(DRIVE) $(if $(CONFIG),--config $(CONFIG))

##@ For developers
test: lint ## all quick tests
	$(RUN) -m pytest

lint: $(VENV)/installed ## ruff, mypy --strict, who imports whom, sizes
	$(RUN) -m ruff check packager tests checks bench tools verify_drive.py
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports --quiet
	$(RUN) -m checks.house

reproduce: $(VENV)/installed ## two builds, one hash; canaries; no network
	$(RUN) -m checks.reproduce
	$(RUN) -m checks.canaries
	$(RUN) -m checks.no_network

bench: $(VENV)/installed ## measure every stage beside its yardstick
	$(RUN) -m bench

fuzz: $(VENV)/installed ## a million random inputs
	$(RUN) -m checks.fuzz_wikitext --count 1000000 --seed 1
	$(RUN) -m checks.fuzz_clean --count 1000000
	$(RUN) -m checks.fuzz_dump --count 100000
	$(RUN) -m checks.flip_bits

pathological: $(VENV)/installed ## wikitext that grows badly elsewhere: cost at doubling sizes
	$(RUN) -m checks.pathological

faults: $(VENV)/installed ## damaged dumps, killed builds, full disks
	$(RUN) -m checks.faults_dump --flips 2000
	$(RUN) -m checks.faults_build --kills 50 --sizes 20

browsers: $(VENV)/installed ## the reader in real browsers, old and new, and what cleaned pages send
	cd tests/outputs/reader && npm install --no-audit --no-fund
	-$(RUN) -m checks.browsers.old_engines
	$(RUN) -m checks.browser_reader
	$(RUN) -m checks.browser_leaks

screenshots: $(VENV)/installed ## pictures of the pages into screenshots/
	$(RUN) -m tools.screenshots

man: $(VENV)/installed ## manual page and shell completions into build/man/
	$(RUN) -m tools.make_shell_pages build/man

lock: ## make requirements.txt anew from pyproject.toml (needs uv)
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
		--python-version 3.11 --extra dev --extra 7z --quiet pyproject.toml -o requirements.txt

clean: ## remove what was built (work/ included)
	rm -rf $(OUT) build screenshots
