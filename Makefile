# Two targets do everything: `make render` and `make test`. Both first install what the system lacks.

.PHONY: help render test check build lint format set-up clean

help:
	@echo 'make render   renders patterns/ into output/'
	@echo 'make test     runs the tests'
	@echo 'make check    what CI runs: the tests, the format lint, and warnings as errors'
	@echo 'make format   formats the Swift sources in place'
	@echo 'make clean    removes what was built; output/ stays'

render: build
	@.build/release/adem render patterns --output-folder output

test: set-up
	swift test -c release --disable-xctest

check: set-up
	$(MAKE) --no-print-directory lint
	ADEM_WARNINGS=errors swift test -c release --disable-xctest --scratch-path .build/check

build: set-up
	@swift build -c release --product adem --quiet

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

format:
	swift format --in-place --recursive Package.swift Sources Tests

set-up:
	@Scripts/set-up

clean:
	swift package clean
