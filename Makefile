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
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

.PHONY: run
run: ## Build and run everything here: http://127.0.0.1:8080 (FRESH=1 starts with empty data)
	@sh infra/build/package.sh
	@exec sh infra/build/quietly.sh $(SANDBOX) run $(if $(FRESH),--fresh)

.PHONY: dev
dev: ## The same with hot reload of both sides: http://127.0.0.1:5173
	@sh infra/build/package.sh
	@exec sh infra/build/quietly.sh $(SANDBOX) dev $(if $(FRESH),--fresh)

.PHONY: test
test: tools ## All tests: Java, front end, contract, browser; installs what it needs
	$(MVN) verify
	CHROMIUM="$$(sh infra/build/chromium.sh)" && export CHROMIUM && \
	  $(SANDBOX) exec -- $(NODE) npm --prefix frontend run e2e

.PHONY: orders
orders: tools ## Play every order of the events of each billing life (hours; ORDERS=1000: that many of each)
	$(MVN) -pl infra/sandbox,backend -am test -Dtest=EventOrderTest -Dsurefire.failIfNoSpecifiedTests=false -Dorders=$(or $(ORDERS),0)

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
bench: ## Measure the jar on this machine (SECTION=echo: one part, SECONDS=10, LONG=1: the long parts too)
	@sh infra/build/package.sh
	@exec $(SANDBOX) bench -- SECTION=$(SECTION) SECONDS=$(SECONDS) LONG=$(LONG)

.PHONY: bench-keys
bench-keys: ## Write N=1000 live keys that no limit stops, one a line, into a sandbox that "make run" started
	@exec $(SANDBOX) bench-keys -- N=$(N)

.PHONY: bench-peers
bench-peers: ## Measure the jar beside other systems that do the same (SECONDS=10, ROUNDS=3)
	@sh infra/build/package.sh
	@sh infra/load/peers/build.sh
	@exec $(SANDBOX) bench-peers -- SECONDS=$(SECONDS) ROUNDS=$(ROUNDS)

.PHONY: soak
soak: ## Five minutes at 2,000 calls/s while Redis and PostgreSQL restart (SECONDS=300, RATE=2000)
	@sh infra/build/package.sh
	@exec $(SANDBOX) soak -- SECONDS=$(SECONDS) RATE=$(RATE)

.PHONY: crash
crash: ## Kill the jar and its stores at random under load, then compare the ledger (ROUNDS=10, SEED=…)
	@sh infra/build/package.sh
	@exec $(SANDBOX) crash -- ROUNDS=$(ROUNDS) SEED=$(SEED)

.PHONY: tools
tools:
	@sh infra/build/tools.sh
