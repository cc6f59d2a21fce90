# Everything a newcomer needs: `make demo` and `make test`. Python 3.11 or newer, git and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check floors quality bench clean

$(READY): pyproject.toml requirements.txt
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
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) build dist demo.db demo.db-* brief.html
