# POSIX make; needs Python 3.11 or newer and git, installs everything else into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GENERATE := $(VENV)/.generate
READY := $(VENV)/.ready
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --upgrade --quiet
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile

.DEFAULT_GOAL := help
.PHONY: help setup generate check-generated test unit static golden corpus corpus-page corpus-rules corpus-sample corpus-cheap corpus-cheap-sample corpus-others corpus-others-cheap corpus-others-sample prism prism-sample benchmark benchmark-calls benchmark-documents benchmark-imports benchmark-rules scaling scaling-large fuzz fuzz-sample fuzz-corpus kills kills-sample snapshot snapshot-compare pictures dist lock clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | awk -F '\t' '{ printf "  make %-21s %s\n", $$1, $$2 }'

setup: $(READY) ## install the locked tools into .venv

# What generating needs.
$(GENERATE): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "connectorsmith needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	@echo "Creating $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what generating needs into $(VENV) (44 packages, about 20 seconds)"
	@$(PIP) --require-hashes -r requirements.lock
	@echo "Installing connectorsmith into $(VENV)"
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# What the checks need beyond that.
$(READY): requirements-dev.lock $(GENERATE)
	@echo "Installing what the checks need into $(VENV) (27 packages, about 30 seconds)"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

generate: $(GENERATE) ## build spec/ into generated/
	$(BIN)/connectorsmith build

check-generated: $(GENERATE) ## fail if generated/ is not what spec/ gives
	$(BIN)/connectorsmith build --check

test: static unit ## run every check

static: $(READY) ## types, lint, format, layers
	$(BIN)/ruff check .
	$(BIN)/python -m tools.style
	$(BIN)/python -m tools.pictures --check
	$(BIN)/black --quiet --check generator templates tests tools benchmarks || { $(BIN)/black --check generator templates tests tools benchmarks; exit 1; }
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/mypy templates/python/runtime
	$(BIN)/mypy tools
	MYPYPATH=templates/python $(BIN)/mypy benchmarks
	$(BIN)/pyright

unit: $(READY) ## run the tests
	$(BIN)/pytest

golden: $(READY) ## rewrite the expected output of tests/cases (read the diff as a reviewer would)
	$(BIN)/connectorsmith build
	UPDATE_GOLDEN=1 $(BIN)/pytest --quiet tests/test_cases.py tests/repo/test_pages.py
	$(BIN)/python -m tools.pictures

corpus: $(READY) ## check every connector of the folder that CONNECTOR_CORPUS names
	$(BIN)/python -m tools.corpus

corpus-page: $(READY) ## the same, and write docs/corpus.md
	$(BIN)/python -m tools.corpus --page docs/corpus.md

corpus-rules: $(READY) ## count how many of its connectors break each rule, and write docs/calibration.md
	$(BIN)/python -m tools.corpus.rules --page docs/calibration.md

corpus-sample: $(READY) ## build, check the types of, and use every operation of the connectors that together have every feature
	$(BIN)/python -m tools.corpus --names tools/corpus/sample.txt --work build/corpus-sample

corpus-cheap: $(READY) ## only what takes seconds a connector, for all of them
	$(BIN)/python -m tools.corpus --checks build,lossless,names,import,reach --work build/corpus-cheap

corpus-others: $(READY) ## check every connector and plain definition of the folders that CONNECTOR_CORPORA lists
	$(BIN)/python -m tools.corpus --others --work build/corpus-others

corpus-cheap-sample: $(READY) ## the same, for 250 of them
	$(BIN)/python -m tools.corpus --sample 250 --checks build,lossless,names,import,reach --work build/corpus-cheap-sample

corpus-others-cheap: $(READY) ## only what takes seconds a definition, for all of them
	$(BIN)/python -m tools.corpus --others --checks build,lossless,names,import,reach --work build/corpus-others-cheap

corpus-others-sample: $(READY) ## every check of a few of them
	$(BIN)/python -m tools.corpus --others --names tools/corpus/sample-others.txt --work build/corpus-others-sample

prism: $(READY) ## call every operation of petstore, docker and five connectors against Prism's mock server (installs it with npm)
	$(BIN)/python -m tools.prism

prism-sample: $(READY) ## the same for petstore and one connector
	$(BIN)/python -m tools.prism --sample

benchmark: $(READY) ## compare speed and memory with other generators (installs them into a cache)
	$(BIN)/python -m benchmarks.build_time

benchmark-calls: $(READY) ## compare calls a second and memory with clients by hand and by other generators
	$(BIN)/python -m benchmarks.calls

benchmark-documents: $(READY) ## compare clients for the plain definitions of CONNECTOR_CORPORA with those of other generators, and write docs/swagger.md
	$(BIN)/python -m benchmarks.documents --page docs/swagger.md

benchmark-imports: $(READY) ## show what importing the SDK costs beyond httpx2 and pydantic
	$(BIN)/python -m benchmarks.imports

benchmark-rules: $(READY) ## time each rule of the validator, and how it grows
	$(BIN)/python -m benchmarks.rules

scaling: $(READY) ## show how build time grows: 10, 100 and 1,000 operations
	$(BIN)/python -m benchmarks.scaling

scaling-large: $(READY) ## the same up to 10,000 operations
	$(BIN)/python -m benchmarks.scaling --largest 10000

fuzz: $(READY) ## feed the validator 20,000 documents that nobody should write
	$(BIN)/python -m tools.fuzz

fuzz-sample: $(READY) ## the same, 5,000 of them
	$(BIN)/python -m tools.fuzz --cases 5000

fuzz-corpus: $(READY) ## the same with spoilt files of the folder that CONNECTOR_CORPUS names
	$(BIN)/python -m tools.fuzz --corpus

kills: $(READY) ## kill 300 builds at random moments, and run 100 pairs at once
	$(BIN)/python -m tools.kills

kills-sample: $(READY) ## the same with 30 kills and 8 pairs
	$(BIN)/python -m tools.kills --kills 30 --pairs 8

snapshot: $(READY) ## record in build/snapshot what every definition of CORPORA becomes
	rm -rf $(RECORD)
	$(BIN)/python -m tools.snapshot record $(RECORD) $(CORPORA)

snapshot-compare: $(READY) ## record it anew, and show what differs from the record in build/snapshot
	rm -rf $(RECORD).new
	$(BIN)/python -m tools.snapshot record $(RECORD).new $(CORPORA)
	$(BIN)/python -m tools.snapshot compare $(RECORD) $(RECORD).new

dist: $(READY) ## build wheels and sdists of connectorsmith and of every generated SDK into dist/
	for project in . generated/*/python; do $(BIN)/python -m build --no-isolation --outdir dist "$$project" || exit 1; done

lock: $(READY) ## resolve both lock files anew from pyproject.toml
	$(PIP) uv
	$(LOCK) --group generate -o requirements.lock
	$(LOCK) --group dev --constraint requirements.lock -o requirements-dev.lock

pictures: $(READY) ## run the commands that README.md shows, and write its pictures
	$(BIN)/python -m tools.pictures

clean: ## remove what make setup and the tools made
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist
