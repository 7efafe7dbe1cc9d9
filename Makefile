# make run   the application on http://localhost:8501, with demonstration data on first use
# make test  every check and every test
# The same without make stands in README.md.

PYTHON  ?= python3
WORKERS ?= 2
BIN     := .venv/bin
STORE   := $(or $(MONITOR_STORE),data/monitor.duckdb)
# Programs of the operating system that tests drive, each with Debian's package of it.
PROGRAMS := chromium=chromium postgres=postgresql soffice=libreoffice-calc \
            loimpress=libreoffice-impress lowriter=libreoffice-writer pdftoppm=poppler-utils \
            nginx=nginx openssl=openssl systemd-analyze=systemd

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DELETE_ON_ERROR:
.PHONY: run demo test test-long lint render states bench programs clean

run: demo
	$(BIN)/streamlit run app.py

demo: .venv/.product
	@case "$(STORE)" in ducklake:*) ;; *) test -e "$(STORE)" || $(BIN)/python -m data_loaders demo ;; esac

test: lint programs
	$(BIN)/pytest -n $(WORKERS) --dist worksteal --durations=20 -m "not long" $(ARGS)

test-long: .venv/.tests
	$(BIN)/pytest -n $(WORKERS) --dist worksteal -m long --hypothesis-profile=long --timeout=3600 $(ARGS)

# Deck and report of the demonstration as pictures, to be looked at: build/render/*.png.
render: .venv/.tests programs
	RENDER_TO=build/render $(BIN)/pytest -n 0 -m long tests/exports/test_office.py

# Every state a page can be in as a picture, from real stores, to be looked at: build/states/*.png.
states: .venv/.tests programs
	$(BIN)/python -m tests.browser.states build/states

lint: .venv/.tests
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/.tests
	@for bench in benchmarks/[a-z]*.py; do echo "== $$bench"; $(BIN)/python "$$bench" || exit 1; done

# Installed where that is permitted. Where it is not, pytest names the tests that were not run.
programs:
	@missing=""; \
	PATH="$$PATH:$$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)"; \
	for pair in $(PROGRAMS); do command -v $${pair%=*} >/dev/null || missing="$$missing $${pair#*=}"; done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing:$$missing"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null \
	    || echo "Could not install:$$missing"; \
	else \
	  echo "Missing:$$missing (install as root with: apt-get install$$missing)"; \
	fi

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version)'
	$(PYTHON) -m venv .venv

.venv/.product: .venv/pyvenv.cfg requirements.txt constraints.txt
	@echo "Installing what requirements.txt pins into .venv (about a minute) ..."
	@$(BIN)/pip install --quiet -r requirements.txt
	@touch $@

.venv/.tests: .venv/.product requirements-dev.txt requirements-cluster.txt
	@$(BIN)/pip install --quiet -r requirements-dev.txt
	@touch $@

# The store is not touched: it holds what localities sent.
clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build
	find . -name __pycache__ -prune -exec rm -rf {} +
