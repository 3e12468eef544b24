# Every command is packaging/bootstrap.py's, so that Windows does the same without make: py packaging\bootstrap.py run
PYTHON ?= python3
COMMANDS := run test check fuzz bench screenshots constraints

.PHONY: help $(COMMANDS)

help:
	@$(PYTHON) packaging/bootstrap.py --help

$(COMMANDS):
	@$(PYTHON) packaging/bootstrap.py $@
