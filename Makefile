# The commands of the house. `make` lists them; README.md explains the two that
# matter: `make run` and `make test`.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

# Arguments for the program a target starts: make run ARGS="--client-port 9000"
ARGS ?=
# Only the tests whose name matches: make test FILTER=LedgerTests
FILTER ?=

SWIFT_SOURCES := $(wildcard Package.swift SDK Host Plugins Tests)
SCRIPTS := $(shell grep -ls '^\#!/usr/bin/env bash' .ci/* Scripts/*)
# `check` and `test` build the same things in the same way, so that doing both
# compiles once. The import check is no compiler flag: it looks again at what is
# built, and goes last because it reports before the compiler does.
BUILD_TESTS := swift build --build-tests

# Swift Testing begins all tests of a run at once. On two cores the hundreds of the
# large groups would mostly wait for each other, and what has a deadline would miss
# it; so many at a time keep both cores busy.
FEW_AT_ONCE := SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=16

# These start whole hosts; apart from the others, so that neither starves the
# other's deadlines on two cores. So do those that time plugins.
HOST_TESTS := ^(FlowTests|InteropTests|MisbehavingTests)[.]
TIMED_TESTS := ^CheckTests[.]
# These build whole projects, two compilers at a time, and start hosts beside them:
# more at once would only wait longer for the cores.
PROJECT_TESTS := ^ProjectTests[.]
FEW_PROJECTS := SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=4
# These compute on both cores for half a minute, and would starve those that wait.
COMPUTING_TESTS := ^(ABI|CatalogEngine|Core|Demo|Dialogue|Document|Firewall|QuotationEngine|SalesEngine|Tidy|Totals|Understanding)Tests[.]
# These start and stop database servers, or race hundreds of payments. Those of
# the storage take both engines in one run.
SERVER_TESTS := ^(PaymentTests|StorageTests)[.]
# Deadlines of the network and leases between hosts, in parts of a second:
# nothing else may hold the cores meanwhile.
DEADLINE_TESTS := ^(NetTests|PipelineTests[.]TwoHostTests)
# These run a second time, on a PostgreSQL that they start themselves: what has SQL of
# its own. Most routes have none.
ON_POSTGRES := ORKESTA_TEST_ENGINE=postgres swift test --skip-build --parallel --filter
DATABASE_TESTS := ^((Access|Commerce|Conversation|Payment|Pipeline)Tests|GatewayTests[.](ChatRoute|QuoteRoute|TowerRoute|WebChat)Tests|LLMTests[.]SpendingTests)[.]
# Of the flows, those that promise something about what is kept, by whom, and once:
HOST_DATABASE_TESTS := ^FlowTests[.](Channel|ChannelCrash|Crash|Deduplication|HeldStock|Isolation|KillSwitch|LLMSettings|PaidOnce|PayLink|PaymentCrash|PaymentProvider|Sales|TimeMachine|TwoHost)Flows

# What could not be tested here, because something of other people's cannot be had.
SKIPPED := .build/debug/skipped-tests

.PHONY: help
help: ## List these commands
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo 'Arguments: make run ARGS="--client-port 9000", make test FILTER=LedgerTests'

.PHONY: run
run: setup ## Build the host and its plugins in release mode, and serve
	@swift build -c release
	@exec .build/release/orkesta serve $(ARGS)

.PHONY: test
test: setup ## Build and run every test (FILTER= runs some)
	@$(BUILD_TESTS)
	@rm -f $(SKIPPED)
ifneq ($(FILTER),)
	@swift test --skip-build --parallel --filter '$(FILTER)'
else
	@$(FEW_AT_ONCE) swift test --skip-build --parallel --skip '$(HOST_TESTS)' --skip '$(TIMED_TESTS)' \
		--skip '$(PROJECT_TESTS)' --skip '$(COMPUTING_TESTS)' --skip '$(SERVER_TESTS)' --skip '$(DEADLINE_TESTS)'
	@swift test --skip-build --parallel --filter '$(DEADLINE_TESTS)'
	@swift test --skip-build --parallel --filter '$(COMPUTING_TESTS)'
	@swift test --skip-build --parallel --filter '$(SERVER_TESTS)'
	@$(FEW_AT_ONCE) $(ON_POSTGRES) '$(DATABASE_TESTS)' --skip '$(DEADLINE_TESTS)'
	@$(FEW_AT_ONCE) swift test --skip-build --parallel --filter '$(HOST_TESTS)'
	@$(FEW_AT_ONCE) $(ON_POSTGRES) '$(HOST_DATABASE_TESTS)'
	@$(FEW_PROJECTS) swift test --skip-build --parallel --filter '$(PROJECT_TESTS)'
	@swift test --skip-build --parallel --filter '$(TIMED_TESTS)'
endif
	@if [ -s $(SKIPPED) ]; then \
	    echo 'make test: WARNING: skipped, and so not tested:' >&2; sort -u $(SKIPPED) | sed 's/^/  /' >&2; fi

.PHONY: check
check: setup ## Look for what needs no run: format, imports, warnings, scripts
	@swift format lint --strict --parallel --recursive $(SWIFT_SOURCES)
	@for script in $(SCRIPTS); do bash -n "$$script"; done
	@if command -v shellcheck >/dev/null; then shellcheck $(SCRIPTS); fi
	@$(BUILD_TESTS)
	@$(BUILD_TESTS) --explicit-target-dependency-import-check error

.PHONY: format
format: toolchain ## Rewrite the Swift sources in the house format
	@swift format format --in-place --parallel --recursive $(SWIFT_SOURCES)

.PHONY: bench
bench: setup ## Measure the release build: ARGS="chat" (the default), "abi", "tools", "search", "llm", "gateway", "payments", "outbox", "ingest", "dunning"
	@swift build -c release
	@exec .build/release/orkesta-bench $(ARGS)

.PHONY: soak
soak: setup ## Run the long drills: crashes, restarts, hours of traffic
	@swift build
	@exec .build/debug/orkesta-soak $(ARGS)

.PHONY: docs
docs: setup ## Make SDK/ABI/REFERENCE.md from the headers
	@swift build --product orkesta-reference
	@.build/debug/orkesta-reference SDK/ABI/include/orkesta > SDK/ABI/REFERENCE.md

.PHONY: setup
setup: toolchain ## Install the Debian packages that the build needs
	@Scripts/setup

.PHONY: clean
clean: ## Delete what was built (not what was stored)
	@rm -rf .build

.PHONY: toolchain
toolchain:
	@command -v swift >/dev/null || { \
	    echo 'No swift on PATH. Install Swift 6.2 or newer (https://www.swift.org/install/linux/),' >&2; \
	    echo 'then: export PATH=/path/to/swift/usr/bin:$$PATH' >&2; exit 1; }
