# The only commands to learn. `make` alone lists them.
JAVA_HOME := $(shell sh infra/build/jdk.sh 25)
ifeq ($(JAVA_HOME),)
$(error no JDK 25 or newer)
endif
export JAVA_HOME
MVN ?= mvn

.PHONY: help
help: ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | column -t -s "$$(printf '\t')"

.PHONY: format
format: ## Format Java and TypeScript
	$(MVN) -q spotless:apply
