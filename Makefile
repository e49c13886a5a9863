# The only commands to learn. `make` alone lists them.
export JAVA_HOME := $(shell sh infra/build/jdk.sh 25 2>/dev/null)
export MVN ?= mvn
# Maven 3.8 uses what newer Java warns of.
export MAVEN_OPTS := $(MAVEN_OPTS) --sun-misc-unsafe-memory-access=allow
JAVA := "$(JAVA_HOME)/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
SANDBOX := $(JAVA) -jar infra/sandbox/target/sandbox.jar
NODE := sh infra/build/node.sh

.PHONY: help
help: ## This list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

.PHONY: run
run: ## Build and run everything here: http://127.0.0.1:8080 (FRESH=1 starts with empty data)
	@sh infra/build/package.sh
	@exec $(SANDBOX) run $(if $(FRESH),--fresh)

.PHONY: dev
dev: ## The same with hot reload of both sides: http://127.0.0.1:5173
	@sh infra/build/package.sh
	@exec $(SANDBOX) dev $(if $(FRESH),--fresh)

.PHONY: test
test: tools ## All tests: Java, front end, contract, browser; installs what it needs
	$(MVN) verify
	CHROMIUM="$$(sh infra/build/chromium.sh)" && export CHROMIUM && \
	  $(SANDBOX) exec -- $(NODE) npm --prefix frontend run e2e

.PHONY: check
check: tools ## Compile and check style of both sides, without tests
	$(MVN) -q test-compile
	$(NODE) npm --prefix frontend run check

.PHONY: format
format: tools ## Format Java and TypeScript
	$(MVN) -q spotless:apply
	$(NODE) npm --prefix frontend run format

.PHONY: demo
demo: ## Show the product at work in a sandbox that "make run" started
	@exec $(SANDBOX) demo

.PHONY: bench
bench: ## Measure the jar on this machine: start to ready, memory at idle, size
	@sh infra/build/package.sh
	@exec $(SANDBOX) bench

.PHONY: tools
tools:
	@sh infra/build/tools.sh
