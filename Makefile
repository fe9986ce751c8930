# werkmonitor: `make voorbeeld` builds the example monitors, `make test` runs the tests; both set up everything first.

VENV := .venv
PYTHON ?= python3
BIN := $(VENV)/bin
READY := $(VENV)/.klaar

.DEFAULT_GOAL := help
.PHONY: help setup voorbeeld exports schema test dekking test-all test-lang lint format types bench lock wheel clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## Make the virtual environment and install Pango where that is possible

$(READY): tools/setup.sh requirements.lock pyproject.toml
	sh tools/setup.sh "$(PYTHON)" "$(VENV)"
	@touch $(READY)

voorbeeld: $(READY) ## Build the example monitors in all layouts: of each werkmap the deliveries of its newest year
	@set -e; for werkmap in data/voorbeeld/*; do \
		jaar=$$(ls $$werkmap/teksten | tail -n 1 | cut -c 1-4); \
		for teksten in $$werkmap/teksten/$$jaar*; do \
			periode=$${teksten##*/}; \
			$(BIN)/werkmonitor build $$periode --werkmap $$werkmap --uit uitvoer/voorbeeld-$${werkmap##*/} \
				--formaat html,pdf,xlsx,json,csv,grafieken --layout rapport,presentatie,samenvatting; \
		done; \
	done

schema: $(READY) ## Write the schema and the list of keys of the declaration anew
	$(BIN)/python data/make_schema.py

exports: $(READY) ## Write the exports of the examples and of a new werkmap anew
	@set -e; for werkmap in data/voorbeeld/* data/nieuw; do $(BIN)/python data/make_$${werkmap##*/}.py; done

test: $(READY) ## Run the tests
	$(BIN)/pytest -n 2 $(METEN)

dekking: ## Run the tests with branch coverage of the layers that compute
	@$(MAKE) --no-print-directory test METEN="--cov --cov-branch --cov-report="
	$(BIN)/coverage report --fail-under=95 --show-missing --skip-covered --include='*/onthulling/*,*/programma/*,*/bronnen/*,*/formula/*,*/monitor/*,*/diff/*,*/oordeel.py,*/checks/*,*/prognose.py,*/teksten.py,*/proza/*,*/uitgave.py,*/formatting.py,*/periode.py'

test-all: dekking ## Run the slow checks too: wheel, bytes of the outputs, browser, PDF validators, kills
	@sh tools/timers.sh
	@sh tools/controle.sh $(VENV)
	$(BIN)/pytest -n 2 --dist loadscope --durations 20 -m traag

test-lang: $(READY) ## Look for what nobody thought of: tables at random, then ten minutes of broken exports (kept in .fuzz/)
	@sh tools/controle.sh $(VENV)
	WERKMONITOR_VOORBEELDEN=1000 $(BIN)/pytest -n 2 -m "traag or not traag" $$(grep -lE "@given|^from (doden|browser)" tests/test_*.py)
	PYTHONPATH=data:tests $(BIN)/python tests/fuzz_lezen.py --seconden 600

lint: $(READY) ## Check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(READY) ## Put the code in the house style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(READY) ## Measure this tool against plain scripts and libraries, as ratios
	$(BIN)/python bench/bench.py
	$(BIN)/python bench/lezen.py

lock: $(READY) ## Renew requirements.lock from pyproject.toml
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --group dev --no-header --no-annotate pyproject.toml -o requirements.lock

wheel: $(READY) ## Build the wheel in dist/
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

clean: ## Remove the virtual environment and everything that was built
	rm -rf $(VENV) dist uitvoer .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis .fuzz
