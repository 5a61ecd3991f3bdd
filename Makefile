# Two commands do everything on a machine with Python, make and git: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out

.PHONY: demo test check docs bench clean

demo: $(VENV)/.run
	$(BIN)/uegraph demo --out $(OUT)

test: $(VENV)/.dev
	$(BIN)/pytest -n auto --durations 25 --durations-min 5

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/make.py --check
	$(BIN)/python docs/audit.py
	$(BIN)/python docs/sbom.py --check

docs: $(VENV)/.dev
	$(BIN)/python docs/make.py
	$(BIN)/python docs/sbom.py

# What is installed and pinned, held to the list of dependencies and the advisories known of them.
.PHONY: audit
audit: $(VENV)/.dev
	$(BIN)/python docs/audit.py

# Ten minutes of every door's fuzzer; docs/security.md tells of them.
.PHONY: fuzz
fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz --seconds 600 --seed 2026

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.starting
	$(BIN)/python -m benchmarks.scale
	$(BIN)/python -m benchmarks.network
	$(BIN)/python -m benchmarks.maps

# 300 kills at random moments, in some ten to thirty minutes; docs/nothing-lost.md tells of them.
.PHONY: kills
kills: $(VENV)/.dev
	$(BIN)/python -m tests.crash.kills --times 300 --seed 2026

# Ten times as many random programmes against the second reading of coverage, in an hour or so.
.PHONY: thorough
thorough: $(VENV)/.dev
	UEGRAPH_TEST_THOROUGH=1 $(BIN)/pytest -n auto tests/coverage tests/explain

# Ten minutes of many at once on one graph, then a table; docs/many-at-once.md tells of it.
.PHONY: soak
soak: $(VENV)/.dev
	$(BIN)/python -m tests.soak --minutes 10 --readers 8 --seed 1

clean:
	rm -rf $(VENV) $(OUT) build dist

# What a user needs: the package itself, editable, at the versions the project was tested with.
$(VENV)/.run: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

# What a developer needs besides: tests, linters, types.
$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group dev
	touch $@

# Renew the exact versions after a change of pyproject.toml.
.PHONY: constraints
constraints:
	rm -rf build/constraints && $(PYTHON) -m venv build/constraints
	build/constraints/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	build/constraints/bin/python -m pip install --quiet --editable . --group dev
	{ echo '# The exact versions that the tests ran with; made by `make constraints`.'; \
	  build/constraints/bin/python -m pip freeze --exclude-editable; } > constraints.txt
	rm -rf build/constraints
