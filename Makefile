# Where a tool belongs: what makes the product (install, generate, check, changes, docs) is in overlay/klantkit_dev, which
# does not grow; what proves or measures it is in contract_tests, mutants and benchmarks each in a folder of their own.
# Recipes are one line; logic is tested Python. Each target depends on the setup of the dependency group that it needs.
PYTHON ?= python3
VENV := .venv/bin
INSTALL := $(PYTHON) overlay/klantkit_dev/install.py

.PHONY: help setup generate run mock test contract report contract-live watch mutants changes dist docs check lock golden bench bench-generate clean
.NOTPARALLEL: # two setups at once would interfere

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install everything, in this folder; the other targets install only what they need
	@$(INSTALL) dev

setup-%:
	@$(INSTALL) $*

setup-lock: # no group: pyproject.toml may ask for what is not locked yet
	@$(INSTALL)

generate: setup-generate ## Generate the packages in generated/ from specs/
	@$(VENV)/python -m klantkit_dev.generate

run: setup-run generate ## Make the calls of the README against the mocks and show a request as sent
	@$(VENV)/python -m contract_tests.demo

mock: setup-run generate ## Serve a mock of each vendor to try with curl, until Ctrl-C
	@$(VENV)/python -m contract_tests.mock

test: setup ## Run all tests
	@$(VENV)/pytest -n auto

contract: setup-contract ## Prove that specs, clients and wire agree (PROFILE=quick, default or nightly; SEED=; SPECS=<folder>)
	@$(VENV)/python -m contract_tests.contract

report: setup-contract ## Run make contract, and write a coverage report to .cache/report
	@$(VENV)/python -m contract_tests.contract --report

contract-live: setup-live ## Compare a vendor's test environment with its spec (KLANTKIT_LIVE_NEXT_URL=..., or HAR=<file>)
	@$(VENV)/python -m contract_tests.live

watch: setup-watch ## Report the pages of the vendors that changed since the last run
	@$(VENV)/python -m contract_tests.watch

mutants: setup-contract ## Break the code in one place at a time, and list the defects that no test notices
	@$(VENV)/python -m contract_tests.mutants

changes: setup-changes ## Show what changed for callers since BASE=<git revision> (FORMAT=markdown for a pull request)
	@$(VENV)/python -m klantkit_dev.changes

check: setup-check ## Check format, lint, types, layers, specs, drift, names and workflows
	@$(VENV)/python -m klantkit_dev.check

lock: setup-lock ## Lock the newest allowed versions of everything
	@$(VENV)/python -m klantkit_dev.lock

golden: setup-generate ## Accept what the templates generate now as the golden record
	@$(VENV)/python -m contract_tests.golden

dist: setup-dist generate ## Build the wheel and the sdist into dist/
	@$(VENV)/hatchling build --clean

docs: setup-docs ## Build the docs, which open from disk, into .cache/site
	@NO_MKDOCS_2_WARNING=1 $(VENV)/mkdocs build --config-file docs/mkdocs.yml && echo "Open .cache/site/index.html"

bench: setup-bench ## Compare the speed of klantkit with raw httpx
	@$(VENV)/python -m contract_tests.bench

bench-generate: setup-generate ## Time make generate with everything to do, and with nothing to do
	@$(VENV)/python -m contract_tests.bench.generating

clean: ## Remove everything that setup installed here, and .cache
	@rm -rf .venv .cache contract_tests/prism/node_modules overlay/klantkit_dev/node/node_modules
