# Cargo is the build tool; these are short names for common commands.

.PHONY: run dev release test check-code test-editor test-rust test-browser test-postgres lighthouse bench bench-binary bench-full check-bench check-fuzz check-dependencies tools browser-tools editor-packages mail-tools

# Build the site with the quick profile and serve it on http://127.0.0.1:3000: a short build, a slower server.
run: tools
	cargo run --locked --profile quick

# Serve the site, rebuild it after each change and reload open pages. ARGUMENTS are passed to the server.
dev: tools
	node build/dev.mjs $(ARGUMENTS)

# Build the optimized binary that is deployed and benchmarked: target/release/longan. Takes several times as long.
release: tools
	cargo build --locked --release

# All checks: formatting, lints for all targets, documentation, the visual editor, unit and route tests, browser tests.
test: check-code test-editor test-rust test-browser

check-code: tools
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	cargo clippy --locked --lib --no-default-features --features hydrate --target wasm32-unknown-unknown -- -D warnings
	cargo clippy --locked --lib --no-default-features --features admin --target wasm32-unknown-unknown -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --lib --no-deps --document-private-items

# The visual editor: types, unit tests, and tests in Chromium.
test-editor: browser-tools editor-packages
	cd editor && npm run check && npm test && npm run test:browser

editor-packages: editor/node_modules/.package-lock.json

editor/node_modules/.package-lock.json: editor/package-lock.json
	cd editor && npm ci --no-audit --no-fund

test-rust: tools mail-tools
	sh tests/acme.sh cargo test --locked

test-browser: tools browser-tools
	cargo build --locked --release
	cd end2end && npx playwright test

# The unit tests of what uses the database, and the route tests, on a PostgreSQL server that is deleted afterwards.
test-postgres: tools mail-tools
	sh tests/postgres.sh cargo test --locked --lib -- store:: accounts:: auth:: commenting:: transfer:: writing::
	sh tests/acme.sh sh tests/postgres.sh cargo test --locked --test integration --test plans

# Audit one page of each kind with Lighthouse, except for speed, which `make bench` measures.
lighthouse: tools browser-tools
	cargo build --locked --release
	cd end2end && npm install --no-save --no-audit --no-fund lighthouse@12.8.2
	cd end2end && LONGAN_LIGHTHOUSE=1 npx playwright test --project=lighthouse

# Benchmark against the limits of the machine. LONGAN_BINARY names another binary than the one built here, LONGAN_BEFORE
# an older one to compare with, and BENCH further arguments, such as `--only cached,mixed`.
ifdef LONGAN_BINARY
bench-binary:
else
LONGAN_BINARY := $(or $(CARGO_TARGET_DIR),target)/release/longan
bench-binary: tools
	cargo build --locked --release
endif
MEASURE = LONGAN_BINARY=$(LONGAN_BINARY) cargo run --locked --release --manifest-path benches/Cargo.toml --

bench: bench-binary
	$(MEASURE) $(BENCH)

# Benchmark large sites and large imports, too, and write bench/RESULTS.md. Needs 4 GB for temporary files and takes
# long.
bench-full: bench-binary
	$(MEASURE) --full --write $(BENCH)

# Lint and test the bench itself.
check-bench:
	cd benches && cargo fmt --check && cargo clippy --locked --all-targets -- -D warnings && cargo test --locked

# Check that the fuzz targets compile, with the versions of the site's dependencies.
check-fuzz:
	cp Cargo.lock fuzz/Cargo.lock
	cargo check --manifest-path fuzz/Cargo.toml --target-dir $(or $(CARGO_TARGET_DIR),target)

# Check licenses, sources and banned crates of all dependencies; needs cargo-deny. `cargo deny check advisories` also
# downloads the list of known vulnerabilities.
check-dependencies:
	cargo deny --locked check bans licenses sources

# Install the SMTP server of the tests.
mail-tools:
	@sh tests/smtp.sh

# Install what the toolchain lacks.
tools:
	@rustup target list --installed | grep -q wasm32-unknown-unknown || rustup target add wasm32-unknown-unknown

browser-tools:
	@sh end2end/install.sh
