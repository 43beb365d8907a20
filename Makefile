# What a person would type. `make` alone explains itself.
SHELL := /bin/sh
PYTHON ?= python3
VENV ?= .venv
RUN := $(VENV)/bin/python
DUMP ?= tests/wiki/kowiki-20260901-pages-articles.xml
OUT ?= dist
CONFIG ?=
JOBS ?=
ARGS ?=
SIZE ?= 8
STATUS ?=
# As they were typed: a dollar sign in a name is no variable of make.
WHOSE_DUMP := $(origin DUMP)
override DUMP := $(value DUMP)
override OUT := $(value OUT)
override CONFIG := $(value CONFIG)
override STATUS := $(value STATUS)
DRIVE ?= $(OUT)/drive
ifneq ($(origin DRIVE),file)
override DRIVE := $(value DRIVE)
endif
# Recipes take these from the environment, so that blanks, quotes and Hangul in them are nothing special.
export RUN DUMP OUT CONFIG JOBS DRIVE SIZE STATUS
export PYTHONDONTWRITEBYTECODE = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
# The words of DUMP: one path or pattern, blanks and all, if there is such a file; else one a line, else one a blank.
DUMPS = IFS="$$(printf '\n.')"; IFS="$${IFS%.}"; set -- $$DUMP; \
	if [ ! -e "$$1" ]; then unset IFS; set -- $$DUMP; fi; unset IFS
BUILD = "$$RUN" -m packager build "$$@" --out "$$OUT" $${CONFIG:+--config "$$CONFIG"} $${JOBS:+--jobs "$$JOBS"} $(ARGS)
# GNU make itself ends with 2 whatever a program ended with; STATUS names a file for that.
DONE = status=$$?; if [ -n "$$STATUS" ]; then echo $$status > "$$STATUS"; fi; exit $$status
VERIFY = "$$RUN" -m packager verify "$$DRIVE" $${CONFIG:+--config "$$CONFIG"}

.PHONY: help install snapshot check release verify image stick rollback test test-slow lint reproduce bench fuzz pathological faults browsers screenshots man lock clean distclean

##@ For editors
help: ## show this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@printf '\nvariables\n  DUMP="FILES"   dump to pack: a file, a folder, a pattern, or several with a blank or a new line between\n'
	@printf '                 (default: the small wiki in tests/wiki; release has none)\n'
	@printf '  OUT=DIR        where drive/ and report/ go (default: dist)\n  CONFIG=FILE    snapshot.toml\n'
	@printf '  JOBS=N         worker processes (default: all cores)\n  SIZE=8         gigabytes of the stick, for image\n  ARGS="..."     more options of the program, as --accept articles\n'
	@printf '  STATUS=FILE    the exit status of the program goes into this file\n'
	@printf '\nmake itself ends with 2 after any failure; it says "Error N" where N is the exit status of the program\n'
	@printf '(packager --help lists them)\n'

install: $(VENV)/installed ## set up .venv with the pinned packages
$(VENV)/installed: requirements.txt pyproject.toml setup.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --require-hashes -r requirements.txt
	$(RUN) -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

check: $(VENV)/installed ## what would stop a build, within seconds
	@$(DUMPS); "$$RUN" -m packager check "$$@" --out "$$OUT" $${CONFIG:+--config "$$CONFIG"} $(ARGS); $(DONE)

snapshot: $(VENV)/installed ## pack DUMP into OUT/drive
	@$(DUMPS); $(BUILD); $(DONE)

release: $(VENV)/installed ## snapshot, then verify once more from outside; DUMP must be given
	@if [ "$(WHOSE_DUMP)" = file ]; then echo 'make release: say which dump, DUMP="FILES"' >&2; (exit 2); $(DONE); fi
	@$(DUMPS); $(BUILD) && DRIVE="$$OUT/drive" && $(VERIFY) && if [ -s "$$OUT/report/unstable.jsonl" ]; then \
		echo "make release: pages were ended by time, on another machine they may come out otherwise;" \
		"see report/unstable.jsonl and list them in render.unstable" >&2; (exit 1); fi; $(DONE)

verify: $(VENV)/installed ## check DRIVE (default: OUT/drive)
	@$(VERIFY) $(ARGS); $(DONE)

image: $(VENV)/installed ## write DRIVE as the image of a whole stick of SIZE gigabytes, OUT/image
	@"$$RUN" -m packager image --drive "$$DRIVE" --size "$$SIZE" --out "$$OUT/image/stick-$$SIZE.img" \
		$${CONFIG:+--config "$$CONFIG"} $(ARGS); $(DONE)

stick: $(VENV)/installed ## write that image onto DEVICE (/dev/sdX), as root; asks for the size of the device
	@"$$RUN" -m packager stick write "$$OUT/image/stick-$$SIZE.img" "$$DEVICE" $(ARGS); $(DONE)

rollback: $(VENV)/installed ## put the drive of an earlier month back (ARGS=2026-08 says which)
	@"$$RUN" -m packager rollback --out "$$OUT" $(ARGS); $(DONE)

##@ For developers
test: lint ## all quick tests
	$(RUN) -m pytest -n auto --dist loadfile -m "not slow"

test-slow: $(VENV)/installed ## the tests that take longer: whole builds over and over
	$(RUN) -m pytest -n auto --dist worksteal -m slow

lint: $(VENV)/installed ## ruff, mypy --strict, who imports whom, sizes
	$(RUN) -m ruff check packager tests checks bench tools verify_drive.py verify_archive.py verify_image.py verify_pages.py verify_search.py
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports
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
	$(RUN) -m checks.tampered
	$(RUN) -m checks.every_byte

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
		--python-version 3.11 --extra dev --extra 7z --extra sign --quiet pyproject.toml -o requirements.txt

MONTHS = "$$OUT"/[0-9][0-9][0-9][0-9]-[0-9][0-9]

clean: ## remove earlier drives and what programs left; drive/, report/ and work/ stay
	@for month in $(MONTHS); do \
		if [ -f "$$month/drive/sums.txt" ]; then rm -rf "$$month/drive" "$$month/report"; rmdir "$$month"; fi; done
	rm -rf build screenshots

distclean: clean ## remove all that builds made, work/ and the last drive included; nothing else in OUT
	@for month in $(MONTHS); do \
		if [ -f "$$month/report/build.json" ]; then rm -rf "$$month/report"; rmdir "$$month"; fi; done
	@if [ -f "$$OUT/drive/sums.txt" ]; then rm -rf "$$OUT/drive"; fi
	@if [ -f "$$OUT/report/build.json" ] || [ -f "$$OUT/report/refused/build.json" ]; then rm -rf "$$OUT/report"; fi
	@if [ -f "$$OUT/work/lock" ]; then rm -rf "$$OUT/work"; fi
	@for record in "$$OUT"/release/*.release; do \
		if [ "$$(head -n 1 "$$record" 2>/dev/null)" = "packager-release 1" ]; then rm -f "$$record"; fi; done
	@for kept in "$$OUT"/release/[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].sqlite; do \
		if [ "$$(head -c 15 "$$kept" 2>/dev/null)" = "SQLite format 3" ]; then rm -f "$$kept"; fi; done
	@if [ -d "$$OUT/release" ]; then rmdir "$$OUT/release" 2>/dev/null || true; fi
	@if [ -d "$$OUT" ]; then rmdir "$$OUT" 2>/dev/null || echo "$$OUT: holds files that no build made; they stay"; fi
