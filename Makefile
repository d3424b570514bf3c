# make dashboard: install, build the table when there is none, serve on 127.0.0.1:8501.
# make build INPUT=...: the job alone.   make setup: the installation alone.
# make test: lint, types, every test.    make test-fast: the same without the browser tests.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8501
TABLE  := $(if $(PODIUM_TABLE),$(PODIUM_TABLE),data/built)

.PHONY: dashboard named build setup setup-dev test test-fast lint clean

dashboard: setup
	@test -f "$(TABLE)/current.json" || $(BIN)/python -m data build seeds/articles --out "$(TABLE)"
	PODIUM_TABLE="$(TABLE)" $(BIN)/python -m streamlit run dashboard/serve.py --server.address 127.0.0.1 --server.port $(PORT)

# Asked before anything is installed. No document stands for INPUT: a build replaces the table there is.
named:
	$(if $(strip $(INPUT)),,$(error name the documents: make build INPUT=...))

build: named setup
	$(BIN)/python -m data build $(INPUT) --out "$(TABLE)"

setup: $(VENV)/.installed

setup-dev: $(VENV)/.installed-dev

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Podium needs Python 3.11 or newer; name one with make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	touch $@

$(VENV)/.installed-dev: requirements-dev.txt requirements-cluster.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do command -v $$name >/dev/null && exit 0; \
		done; $(BIN)/python -m playwright install chromium
	touch $@

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/mypy data dashboard components pages

test: lint
	$(BIN)/python -m pytest -n auto --dist loadfile

test-fast: lint
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not browser"

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
