# SPDX-License-Identifier: Apache-2.0
# What a person types here. Every target explains itself: `make` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# A target that imports a module it does not declare is an error, whatever happens to be built already.
SWIFT_FLAGS ?= --explicit-target-dependency-import-check error
SWIFT_SOURCES := Package.swift Sources Tests Fuzz Examples
SHELL_SOURCES := .ci/run $(wildcard Scripts/*) deploy/image/rootfs
COMMIT := $(shell git rev-parse --short=12 HEAD 2>/dev/null)

# What a recipe needs from Debian: `Scripts/setup` looks first and installs only what is missing.
BUILD_NEEDS := build
TEST_NEEDS := build test
# Tests at one time: with all of them at once a test that waits for a socket waits for a thousand others first.
TEST_WIDTH ?= 8
LINT_NEEDS := lint
TESTS = SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(TEST_WIDTH) swift test --disable-xctest $(SWIFT_FLAGS)
# They compare how long things take, and run before the others, not beside them.
TIMED_TESTS := FleetScenarios

.PHONY: help
help: ## Show this list
	@printf 'Usage: make TARGET\n\n'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@printf '\nStart with: make test\n'

.PHONY: setup
setup: ## Install what building, testing and linting need (as root; else print the command)
	@Scripts/setup $(TEST_NEEDS) $(LINT_NEEDS)
	@Scripts/python-packages Tests/requirements.txt

.PHONY: build
build: ## Build everything for debugging
	@Scripts/setup $(BUILD_NEEDS)
	swift build $(SWIFT_FLAGS)

.PHONY: release
release: ## Build .build/release/portolan, optimised, with the Swift runtime inside
	@Scripts/setup $(BUILD_NEEDS)
	PORTOLAN_COMMIT=$(COMMIT) swift build -c release --static-swift-stdlib --product portolan $(SWIFT_FLAGS)

.PHONY: manifests
manifests: ## Write anew what is made of the definitions and of the chart: its copies, the kustomize base
	@Scripts/python-packages Tests/requirements.txt
	swift run $(SWIFT_FLAGS) portolan crds --into crds
	.venv/bin/python deploy/generate.py

# What `make image` calls the image; push it to where your nodes can pull from.
IMAGE ?= portolan:$(shell awk '$$1 == "appVersion:" { print $$2 }' charts/portolan/Chart.yaml)

.PHONY: image
image: ## Build the container image, with docker or what answers to the name (IMAGE=registry/portolan:tag)
	docker build --file deploy/image/Dockerfile --build-arg PORTOLAN_COMMIT=$(COMMIT) --tag $(IMAGE) .

.PHONY: demo
demo: ## Run a whole fleet on this machine: on a terminal until Control-C, elsewhere a tour that ends
	@Scripts/setup $(BUILD_NEEDS)
	swift build --product portolan $(SWIFT_FLAGS)
	@Scripts/demo .build/debug/portolan

.PHONY: test
test: ## Run all tests (FILTER=Name for some of them)
	@Scripts/setup $(TEST_NEEDS)
	@Scripts/python-packages Tests/requirements.txt
ifdef FILTER
	$(TESTS) --parallel --filter '$(FILTER)'
else
	$(TESTS) --no-parallel --filter '$(TIMED_TESTS)'
	$(TESTS) --parallel --skip '$(TIMED_TESTS)'
endif

.PHONY: lint
lint: ## Check format, shell scripts and white space
	@Scripts/setup $(LINT_NEEDS)
	swift format lint --strict --parallel --recursive $(SWIFT_SOURCES)
	shellcheck $(SHELL_SOURCES)
	Scripts/whitespace

.PHONY: format
format: ## Rewrite the Swift sources in the house format
	swift format --in-place --parallel --recursive $(SWIFT_SOURCES)

.PHONY: docs
docs: ## Build the documentation of all rooms into .build/docs
	@Scripts/setup $(BUILD_NEEDS)
	Scripts/docs

.PHONY: bench
bench: ## Measure, side by side with Go and a kube-apiserver where they are at hand (ARGS='--quick --filter json')
	@Scripts/setup $(BUILD_NEEDS) bench
	@Scripts/python-packages Benchmarks/requirements.txt || echo 'No Go from PyPI: the figures will stand without their peers.'
	@# As `make release` builds them: what is measured is what is shipped.
	swift build -c release --static-swift-stdlib --product portolan $(SWIFT_FLAGS)
	swift build -c release --static-swift-stdlib --product portolan-bench $(SWIFT_FLAGS)
	.build/release/portolan-bench run --json Benchmarks/results.json --markdown Benchmarks/results.md $(ARGS)

# Seeds of each scenario that `make soak` runs, and the first of them.
SEEDS ?= 10000
FIRST ?= 1

.PHONY: soak
soak: ## Simulate the runtime with thousands of seeds, a minute of chaos and one of routing under load, fifty fail-overs (SEEDS=10000, FIRST=1, ARGS='--scenario caches')
	@Scripts/setup $(BUILD_NEEDS)
	swift build -c release --product portolan-soak $(SWIFT_FLAGS)
	.build/release/portolan-soak --first $(FIRST) --seeds $(SEEDS) $(ARGS)
	PORTOLAN_CHAOS=long swift test --disable-xctest $(SWIFT_FLAGS) --filter ChaosTests
	PORTOLAN_CHAOS=long swift test --disable-xctest $(SWIFT_FLAGS) --filter RoutingLoadTests
	PORTOLAN_SOAK_ROUNDS=50 swift test --disable-xctest $(SWIFT_FLAGS) --filter RivalsTests
	PORTOLAN_DATAPLANES=long swift test --disable-xctest --no-parallel $(SWIFT_FLAGS) \
		--filter 'RotationScenarios|HealthScenarios.blackHole'

.PHONY: fuzz
fuzz: ## Fuzz every reader of foreign bytes, ten minutes each (FUZZ_SECONDS=600, TARGET=name)
	@Scripts/setup $(BUILD_NEEDS)
	Scripts/fuzz $(TARGET)

.PHONY: asan
asan: ## Run all tests under the address sanitizer
	@Scripts/setup $(TEST_NEEDS)
	@Scripts/python-packages Tests/requirements.txt
	@# Leaks are not looked for: it takes Swift's weak references and static values for lost.
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(TEST_WIDTH) ASAN_OPTIONS=detect_leaks=0 swift test --parallel --disable-xctest --sanitize=address --scratch-path .build/asan

.PHONY: check
check: ## All gates: lint, debug and release build, documentation, tests
	@$(MAKE) lint
	@$(MAKE) build
	@$(MAKE) release
	@$(MAKE) docs
	@$(MAKE) test

.PHONY: clean
clean: ## Remove everything that was built
	rm -rf .build .venv
