# Everything a newcomer needs: `make demo` and `make test`. Python 3.11 or newer, git and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Small matrices: a second thread waits longer than it works.
export OPENBLAS_NUM_THREADS ?= 1

.PHONY: demo test check floors quality bench package clean

$(READY): pyproject.toml requirements.txt browser/package-lock.json
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "twosource needs Python 3.11 or newer; name one with: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $(READY)

demo: $(READY)  ## read the examples, write demo.db and brief.html
	$(BIN)/twosource run examples/ --ledger demo.db --brief brief.html
	@echo
	@echo "Open brief.html in a browser; ask the ledger with: $(BIN)/twosource show demo.db"

test: $(READY)  ## all tests
	$(BIN)/python -m pytest

check: $(READY)  ## what the gate runs besides the tests: style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

quality: $(READY)  ## measure on ../shared and write docs/quality.md
	$(BIN)/python -m evaluation write

floors: $(READY)  ## measure on ../shared and refuse any fall below docs/quality.json
	$(BIN)/python -m evaluation check

bench: $(READY)  ## speed and memory, as ratios
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt
	$(BIN)/python -m benchmarks

package: $(READY)  ## wheel and sdist into dist/, each installed into an empty environment and tried
	rm -rf dist build/wheel build/sdist
	$(BIN)/python -m hatchling build -t wheel -t sdist
	for made in wheel sdist; do \
		$(PYTHON) -m venv build/$$made && \
		build/$$made/bin/python -m pip install --quiet --disable-pip-version-check --constraint requirements.txt dist/twosource-*$$(test $$made = wheel && echo .whl || echo .tar.gz) && \
		build/$$made/bin/twosource --version && \
		build/$$made/bin/twosource run examples/ --ledger build/$$made/demo.db --brief build/$$made/brief.html || exit 1; \
	done

clean:
	rm -rf $(VENV) build dist demo.db demo.db-* brief.html
