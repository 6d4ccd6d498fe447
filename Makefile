# Two targets do everything: `make render` and `make test`. Both first install what the system lacks.

.PHONY: help render test test-piper check recipes fuzz bench bench-all bench-guard bench-build build lint format docs set-up set-up-tests linked-in clean

help:
	@echo 'make render   renders patterns/ into output/'
	@echo 'make test     runs the tests'
	@echo 'make check    what CI runs: the tests, the format lint, and warnings as errors'
	@echo 'make test-piper  runs the tests that need a real Piper, which it installs into .build (290 MB)'
	@echo 'make recipes  runs the recipes for Slurm, GNU parallel and Kubernetes'
	@echo 'make fuzz     looks for texts that break the laws of the language, for FUZZ_SECONDS=60'
	@echo 'make bench    times Adem beside other ways to make the same tracks, in five minutes; bench-all in 25'
	@echo 'make format   formats the Swift sources in place'
	@echo 'make docs     makes the documentation of the Swift interface, in .build/docs'
	@echo 'make clean    removes what was built; output/ stays'

# The C++ library as an archive, where Linux's compiler has it: it is linked into the program, as Package.swift says. The linker
# takes the first one that it finds, so that the archive is alone in its folder.
ifeq ($(shell uname),Linux)
cxx := $(filter /%,$(shell clang -print-file-name=libstdc++.a 2>/dev/null))
endif

# The same flags as those of the program, so that the two share what they compile: tests need no @testable.
tests := swift test -c release --disable-xctest --disable-testable-imports

render: build
	@.build/release/adem render patterns --output-folder output

test: set-up-tests linked-in
	$(tests)

# Needs Python with venv, and the network the first time.
test-piper: set-up-tests linked-in
	@Tools/test-piper $(tests)

check: set-up-tests linked-in
	$(MAKE) --no-print-directory lint
	ADEM_WARNINGS=errors Tools/slowest-tests $(tests)

# Exit status 77 (make says 2): some could not be run on this machine, and are named.
recipes: build
	@Tools/test-recipes

fuzz: set-up
	@Tools/fuzz $(FUZZ_SECONDS)

# The guard first: it says in a minute whether something became slower, on any machine.
bench: bench-guard
	@Tools/benchmarks/bench

bench-all: bench-build
	@Tools/benchmarks/bench --all

bench-guard: bench-build
	@cd Tools/benchmarks/runner && ../.build/python/bin/python -m unittest -q test_compare
	@Tools/benchmarks/guard

bench-build: build
	@Tools/benchmarks/set-up
	@# SwiftPM looks for new files of the package that it depends on only where the manifest is newer.
	@touch Tools/benchmarks/Stages/Package.swift
	@swift build -c release --package-path Tools/benchmarks/Stages --quiet

build: set-up linked-in
	@swift build -c release --product adem --quiet

linked-in:
	@$(if $(cxx),mkdir -p .build/linked-in && ln -sf $(cxx) .build/linked-in)

lint:
	swift format lint --strict --parallel --recursive Package.swift Sources Tests Tools/benchmarks/Stages/Package.swift Tools/benchmarks/Stages/Sources

format:
	swift format --in-place --parallel --recursive Package.swift Sources Tests Tools/benchmarks/Stages/Package.swift Tools/benchmarks/Stages/Sources

# docc comes with Swift; a plugin would be one more package to fetch. The graphs need a build of their own.
docs:
	swift build -c release --target PatternLanguage --scratch-path .build/docs-build \
	  -Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc .build/docs-build/graphs
	docc convert Sources/PatternLanguage/PatternLanguage.docc --warnings-as-errors \
	  --additional-symbol-graph-dir .build/docs-build/graphs --output-dir .build/docs \
	  --fallback-display-name PatternLanguage --fallback-bundle-identifier adem.PatternLanguage

set-up:
	@Tools/set-up

set-up-tests:
	@Tools/set-up --tests

clean:
	swift package clean
	rm -rf .build/docs-build .build/linked-in Tools/benchmarks/Stages/.build
