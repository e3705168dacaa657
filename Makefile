# What a person runs. `make run` opens the platform, `make test` tries everything.
.PHONY: run setup dev check test bench help
.DEFAULT_GOAL := help
DEMO ?= 1
export DEMO

run: setup ## Open the platform: a demonstration, or an empty union with DEMO=0. PORT, EDINSTVO_DATA, DATABASE_URL
	@exec .venv/bin/edinstvo run

setup: ## Make .venv from the lock file
	@bin/setup

dev: ## Open the platform with a database of its own for trying things out
	@bin/dev

check: ## Static checks and all tests without a browser but those that copy whole places
	@bin/check

test: ## Everything: checks, browser journeys, the database part on PostgreSQL 15 where installed
	@bin/test

bench: setup ## The figures of docs/performance.md
	@bin/bench

help: ## This list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile
