# Every target sets up what it needs. Logic lives in tested Python: overlay/klantkit_dev and contract_tests.
PYTHON ?= python3
VENV := .venv/bin

.PHONY: help setup generate run mock test contract report contract-live mutants changes dist docs check lock golden bench bench-generate clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install Python packages, Node and Prism into the checkout
	@$(PYTHON) overlay/klantkit_dev/install.py

generate: setup ## Generate the packages in generated/ from specs/
	@$(VENV)/python -m klantkit_dev.generate

run: generate ## Make the five calls against the mocks and show what went over the wire
	@$(VENV)/python -m contract_tests.demo

mock: generate ## Serve all three mocks to try with curl, until Ctrl-C
	@$(VENV)/python -m contract_tests.mock

test: setup ## Run all tests
	@$(VENV)/pytest -n auto

contract: setup ## Prove that specs, clients and wire agree (PROFILE=quick, default or nightly; SEED=)
	@$(VENV)/python -m contract_tests.contract

report: setup ## The same, and a page of what was tried in .cache/report
	@$(VENV)/python -m contract_tests.contract --report

contract-live: setup ## Hold a vendor's test environment against its spec (KLANTKIT_LIVE_NEXT_URL=...)
	@$(VENV)/python -m contract_tests.live

mutants: setup ## Break the code in one place at a time, and see whether the suite notices
	@$(VENV)/python -m contract_tests.mutants

changes: setup ## Tell what changed for callers since BASE=<git revision> (FORMAT=markdown for a pull request)
	@$(VENV)/python -m klantkit_dev.changes

check: setup ## Check format, lint, types, specs, drift, names and workflows
	@$(VENV)/python -m klantkit_dev.check

lock: setup ## Lock the newest allowed versions of everything
	@$(VENV)/python -m klantkit_dev.lock

golden: setup ## Accept what the templates generate now as the golden record
	@$(VENV)/python -m contract_tests.golden

dist: generate ## Build the wheel and the sdist into dist/
	@$(VENV)/hatchling build --clean

docs: setup ## Build the docs, which open from disk, into .cache/site
	@NO_MKDOCS_2_WARNING=1 $(VENV)/mkdocs build --config-file docs/mkdocs.yml && echo "Open .cache/site/index.html"

bench: setup ## Measure klantkit beside raw httpx
	@$(VENV)/python -m contract_tests.bench

bench-generate: setup ## Time generating, all and nothing to do
	@$(VENV)/python -m contract_tests.bench_generate

clean: ## Remove everything that setup installed and the caches
	@rm -rf .venv .cache contract_tests/prism/node_modules overlay/klantkit_dev/node/node_modules
