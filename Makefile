# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help demo test check lab accuracy reference model data bench simulations clean

help:           ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*##/\t/'

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]' \
	|| { echo 'A pinned release is gone from the index: installing without pins.'; \
	     $(BIN)/python -m pip install --quiet --editable '.[dev]'; }
	@touch $(STAMP)

demo: $(STAMP)  ## every notebook on the sample data, into reports/
	$(BIN)/cxkit demo --output reports

test: $(STAMP)  ## the whole test suite
	$(BIN)/python -m pytest -n auto

check: $(STAMP) ## format, lint, layers, types, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto

lab: $(STAMP)   ## JupyterLab on the notebooks and the data
	$(BIN)/jupyter lab --LabApp.default_url=/lab/tree/notebooks

accuracy: $(STAMP) ## write docs/accuracy.md from the labelled sets
	$(BIN)/python tools/measure_accuracy.py

reference: $(STAMP) ## write docs/reference.md from the code
	$(BIN)/python tools/write_reference.py

model: $(STAMP) ## rebuild the story model from tools/story_texts
	$(BIN)/python tools/train_stories.py

data: $(STAMP)  ## make the sample data again (the same bytes)
	$(BIN)/python tools/make_sample_data.py

bench: $(STAMP) ## speed and memory beside peers
	for file in benchmarks/*_speed.py; do $(BIN)/python $$file; done

simulations: $(STAMP) ## write docs/simulations.md (some five minutes)
	$(BIN)/python benchmarks/change_points.py --write

clean:          ## remove the environment and the reports
	rm -rf $(VENV) reports
