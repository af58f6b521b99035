# Broadsheet. `make help` lists what can be made.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
.PHONY: help packages build run test test-long bench bench-long verify-peers fuzz docs manual install lint clean

PREFIX ?= /usr/local
DESTDIR ?=

# Debian packages that the build links to, and what the tests need: Unicode files, and jq for examples.
PACKAGES := pkg-config zlib1g-dev libisal-dev liblzma-dev libzstd-dev libbz2-dev liblz4-dev \
  libsqlite3-dev libarchive-dev libstemmer-dev libssl-dev libpcre2-dev libxml2-dev libicu-dev \
  libuchardet-dev libcld2-dev
TEST_PACKAGES := unicode-data jq
# More packages, for a build that wants them.
EXTRA_PACKAGES ?=

BROADSHEET := .build/release/broadsheet
BENCH := .build/release/broadsheet-bench
LATEST := Output/sample/latest

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | column -t -s $$'\t'

# Installs only what is missing. Without dpkg (another system) it trusts that the libraries are there.
packages:
	@command -v swift >/dev/null || {
	  echo "broadsheet needs Swift 6.2 or later: https://www.swift.org/install/" >&2; exit 1; }
	command -v dpkg-query >/dev/null || exit 0
	missing=()
	for package in $(PACKAGES) $(TEST_PACKAGES) $(EXTRA_PACKAGES); do
	  status=$$(dpkg-query --show --showformat='$${db:Status-Status}' "$$package" 2>/dev/null || true)
	  [[ $$status == installed ]] || missing+=("$$package")
	done
	if (( $${#missing[@]} )); then
	  echo "Installing $${missing[*]}"
	  as_root=(env DEBIAN_FRONTEND=noninteractive)
	  (( EUID == 0 )) || as_root=(sudo "$${as_root[@]}")
	  "$${as_root[@]}" apt-get update -qq ||
	    echo "apt-get update failed; trying the lists that are here" >&2
	  "$${as_root[@]}" apt-get install -qq -y --no-install-recommends "$${missing[@]}" >/dev/null
	fi

build: packages
	@echo "Building broadsheet; the first time takes some minutes."
	swift build -c release --product broadsheet

run: build ## Build, run the sample pipeline and show its reports
	@status=0
	$(BROADSHEET) run Pipelines/sample.yml || status=$$?
	case $$status in
	  0) ;;
	  3) echo
	     echo "The run ended with status 3, as it should: the reports are published, and one record of"
	     echo "the sample archive, broken on purpose, was rejected. $(LATEST)/rejects.jsonl says why:"
	     cat $(LATEST)/rejects.jsonl ;;
	  *) exit $$status ;;
	esac
	echo
	echo "The reports are in $(LATEST)/. The first rows of each table:"
	for table in $$(ls -tr $(LATEST)/*.csv); do
	  echo
	  echo "$$table"
	  head -n 6 "$$table" | tr -d '\r' | LC_ALL=C.UTF-8 sed -E 's/^(.{115}).+/\1…/; s/^/  /'
	done
	echo
	echo "The manual is in Sources/broadsheet/Documentation.docc. Change Pipelines/sample.yml and run it again:"
	echo "  $(BROADSHEET) check Pipelines/sample.yml"
	echo "  $(BROADSHEET) run Pipelines/sample.yml"

# A line for each test would bury the failures, and the summary should be the last line.
SWIFT_TEST = swift test --skip-build --disable-xctest 2>&1 | \
  awk '/^(◇|\[[0-9]+\/|Build complete)/ || (/^✔/ && !/^✔ Test run/) { next } { print; fflush() }'

test: packages ## Build and run the tests
	@echo "Building the tests; the first time takes some minutes."
	swift build --build-tests --quiet
	$(SWIFT_TEST)

# A cron daemon of the tests' own runs a scheduled pipeline.
test-long: TEST_PACKAGES += cron
test-long: packages ## Run the tests, the long ones too
	@swift build -c release --product broadsheet --quiet
	swift build --build-tests --quiet
	BROADSHEET_LONG=1 $(SWIFT_TEST)

bench: packages ## Measure against the yardstick; fails if a target is missed
	@swift build -c release --product broadsheet
	swift build -c release --product broadsheet-bench
	$(BENCH) corpus
	$(BENCH) run --broadsheet $(BROADSHEET)

bench-long: packages ## Measure much text and many words in little memory, and a night
	@swift build -c release --product broadsheet
	swift build -c release --product broadsheet-bench
	$(BENCH) large --broadsheet $(BROADSHEET)
	$(BENCH) night --broadsheet $(BROADSHEET)

# Libraries of the field come with pip into a virtual environment of their own.
verify-peers: packages ## Compare numbers with NLTK and scikit-learn (installed in .build/peers)
	@swift build -c release --product broadsheet
	test -d .build/peers || python3 -m venv .build/peers
	.build/peers/bin/pip install --quiet --requirement Tests/Peers/requirements.txt
	.build/peers/bin/python Tests/Peers/verify_peers.py --broadsheet $(BROADSHEET)

FUZZ_SECONDS ?= 600
FUZZ_SEED ?= 1

fuzz: build ## Damage inputs, pipelines and state for FUZZ_SECONDS, then attack; python3, zstd and lz4 are needed
	python3 Tests/Fuzzing/fuzz.py $(BROADSHEET) $(FUZZ_SECONDS) --seed $(FUZZ_SEED)
	python3 Tests/Fuzzing/attacks.py $(BROADSHEET)

# Where the documentation is built, and the modules whose interface it describes, from the bottom up.
DOCS := .build/docs
MODULES := $(patsubst %,--target %,Diagnostics Statistics Bytes Tokens Articles Partials Reports \
  Analyses Pipelines Ledger Runner)

docs: packages manual ## Build the manual and the reference of the modules; a link that leads nowhere fails
	@BROADSHEET_DOCS=1 swift package --allow-writing-to-directory $(DOCS) generate-documentation \
	  --enable-experimental-combined-documentation --warnings-as-errors \
	  --output-path $(DOCS)/modules.doccarchive $(MODULES) >$(DOCS)/modules.log 2>&1 ||
	  { cat $(DOCS)/modules.log >&2; exit 1; }
	rm -rf $(DOCS)/site
	docc merge $(DOCS)/manual.doccarchive $(DOCS)/modules.doccarchive --output-path $(DOCS)/site \
	  --synthesized-landing-page-name Broadsheet
	echo "The documentation is in $(DOCS)/site. To read it:"
	echo "  python3 -m http.server --directory $(DOCS)/site 8000"
	echo "  http://localhost:8000/documentation/"

# DocC follows links of a form of its own, which docc.py gives to a copy of the pages.
manual:
	@rm -rf $(DOCS)/Manual.docc
	python3 Sources/broadsheet/docc.py Sources/broadsheet/Documentation.docc $(DOCS)/Manual.docc
	docc convert $(DOCS)/Manual.docc --output-path $(DOCS)/manual.doccarchive --warnings-as-errors \
	  --fallback-display-name Broadsheet --fallback-bundle-identifier broadsheet

# The installed program carries the Swift runtime in itself, so that it runs where no toolchain is. Its
# manual page and its completions are made by its parser of arguments: the page by a tool that the
# plugin of the parser builds, which asks the program itself.
INSTALLED := $(DESTDIR)$(PREFIX)
MAN_TOOL = .build-install/*/debug/generate-manual-tool

install: packages ## Install the program, its manual page and completions below $(DESTDIR)$(PREFIX)
	@swift build -c release --product broadsheet --static-swift-stdlib --scratch-path .build-install
	swift package --scratch-path .build-install generate-manual --help >/dev/null
	program=.build-install/release/broadsheet
	$(MAN_TOOL) $$program --date "$$(date -r CHANGELOG.md +%F)" --output-directory .build-install
	install -D -m 755 $$program "$(INSTALLED)/bin/broadsheet"
	install -D -m 644 .build-install/broadsheet.1 "$(INSTALLED)/share/man/man1/broadsheet.1"
	completion() {
	  $$program --generate-completion-script "$$1" >.build-install/completion
	  install -D -m 644 .build-install/completion "$(INSTALLED)/share/$$2"
	}
	completion bash bash-completion/completions/broadsheet
	completion zsh zsh/site-functions/_broadsheet
	completion fish fish/vendor_completions.d/broadsheet.fish

lint: ## Check the style of the Swift files
	@swift format lint --strict --parallel --recursive Package.swift Sources Tests

clean: ## Remove what was built
	@rm -rf .build .build-install
