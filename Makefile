# Two targets do everything: `make render` and `make test`. Both first install what the system lacks.

.PHONY: help render test test-piper check install uninstall deb dist test-deb test-dist test-library test-page recipes fuzz bench bench-all bench-guard bench-build build lint format docs set-up set-up-tests linked-in clean

help:
	@echo 'make render   renders patterns/ into output/'
	@echo 'make test     runs the tests'
	@echo 'make check    what CI runs: the tests, the format lint, and warnings as errors'
	@echo 'make install  installs the program, patterns, man pages and completions; PREFIX=/usr/local, DESTDIR='
	@echo 'make deb      builds a package for Debian and Ubuntu, in packages/'
	@echo 'make dist     builds a tarball for Linux with the libraries beside the program, in packages/'
	@echo 'make test-piper  runs the tests that need a real Piper, which it installs into .build (290 MB)'
	@echo 'make recipes  runs the recipes for Slurm, GNU parallel and Kubernetes'
	@echo 'make test-page  plays a page in Chromium and measures the picture against the sound'
	@echo 'make fuzz     looks for texts that break the laws of the language, for FUZZ_SECONDS=60'
	@echo 'make bench    times Adem beside other ways to make the same tracks, in ten minutes; bench-all in 35'
	@echo 'make format   formats the Swift sources in place'
	@echo 'make docs     makes the documentation of the Swift interface, in .build/docs'
	@echo 'make clean    removes what was built; output/ stays'

# The C++ library as an archive, where Linux's compiler has it: it is linked into the program, as Package.swift says. The linker
# takes the first one that it finds, so that the archive is alone in its folder.
ifeq ($(shell uname),Linux)
cxx := $(filter /%,$(shell clang -print-file-name=libstdc++.a 2>/dev/null))
# A section for each function, so that the linker leaves out those that nothing calls.
sections := -Xswiftc -Xfrontend -Xswiftc -function-sections
endif

# The same flags as those of the program, so that the two share what they compile: tests need no @testable.
tests := swift test -c release --disable-xctest --disable-testable-imports $(sections)

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

PREFIX ?= /usr/local
DESTDIR ?=

# 'make' and 'sudo make install' builds as you; with a build that is up to date, root compiles nothing.
install: build
	@Tools/packaging/install-tree .build/release/adem '$(DESTDIR)/' '$(PREFIX)'

uninstall:
	@Tools/packaging/remove-tree '$(DESTDIR)/' '$(PREFIX)'

deb: build
	@Tools/packaging/deb .build/release/adem packages

dist: build
	@Tools/packaging/tarball .build/release/adem packages

# Installs the package into a Debian system of its own, in five minutes; needs root and debootstrap.
test-deb: deb
	@Tools/packaging/test-deb packages

# Runs the tarball in a folder that has nothing but the C library; needs root.
test-dist: dist
	@Tools/packaging/test-dist packages

# The snippets of the README and of the documentation in a package of its own, which builds the library once more.
test-library: set-up
	@swift run --package-path Tests/LibraryPackage --quiet

# Exit status 77 (make says 2): some could not be run on this machine, and are named.
recipes: build
	@Tools/test-recipes

# Needs Debian's Chromium and PulseAudio, which it installs, and two minutes on a quiet machine.
test-page: build
	@Tools/test-page

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
	@swift build -c release --product adem $(sections) --quiet

linked-in:
	@$(if $(cxx),mkdir -p .build/linked-in && ln -sf $(cxx) .build/linked-in)

lint:
	swift format lint --strict --parallel --recursive Package.swift Sources Tests Tools/benchmarks/Stages/Package.swift Tools/benchmarks/Stages/Sources

format:
	swift format --in-place --parallel --recursive Package.swift Sources Tests Tools/benchmarks/Stages/Package.swift Tools/benchmarks/Stages/Sources

# docc comes with Swift; a plugin would be one more package to fetch. The graphs need a build of their own, and are kept with it: a
# module that has not changed is not compiled again. Each module is converted by itself, and all are merged into one archive.
library := PatternLanguage PatternBuilding Timing Advice Synthesis SoundFiles Speech Sidecars BreathPacing BatchRendering

docs: set-up
	@rm -rf .build/docs-build/archives .build/docs
	@mkdir -p .build/docs-build/graphs .build/docs-build/archives
	swift build --target BatchRendering --scratch-path .build/docs-build --quiet \
	  -Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc .build/docs-build/graphs
	@for module in $(library); do Tools/document $$module .build/docs-build || exit 1; done
	@docc merge $(library:%=.build/docs-build/archives/%.doccarchive) --synthesized-landing-page-name Adem \
	  --synthesized-landing-page-kind Package --output-path .build/docs
	@echo 'the documentation is in .build/docs: docc preview, or any web server, shows it'

set-up:
	@Tools/set-up

set-up-tests:
	@Tools/set-up --tests

clean:
	swift package clean
	rm -rf .build/docs-build .build/linked-in Tools/benchmarks/Stages/.build
