# Cargo is the build tool; these are the commands a person types.

.PHONY: run dev release test check-code test-rust test-browser lighthouse bench bench-binary bench-full check-bench tools browser-tools

# Build the site and serve it on http://127.0.0.1:3000: soon built, not yet fast.
run: tools
	cargo run --locked --profile quick

# The same while you edit: builds, serves, and reloads open pages after each change. ARGUMENTS go to the server.
dev: tools
	node build/dev.mjs $(ARGUMENTS)

# What is deployed and measured: target/release/longan, optimized as a whole, which takes several times as long.
release: tools
	cargo build --locked --release

# Everything that must hold: formatting, lints for all sides, unit and route tests, the browser.
test: check-code test-rust test-browser

check-code: tools
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	cargo clippy --locked --lib --no-default-features --features hydrate --target wasm32-unknown-unknown -- -D warnings
	cargo clippy --locked --lib --no-default-features --features admin --target wasm32-unknown-unknown -- -D warnings

test-rust: tools
	cargo test --locked

test-browser: tools browser-tools
	cargo build --locked --release
	cd end2end && npx playwright test

# What Lighthouse says of a page of each kind; speed is `make bench`'s affair.
lighthouse: tools browser-tools
	cargo build --locked --release
	cd end2end && npm install --no-save --no-audit --no-fund lighthouse@12.8.2
	cd end2end && LONGAN_LIGHTHOUSE=1 npx playwright test --project=lighthouse

# Measures side by side with what the machine can do. LONGAN_BINARY names another binary than the one built here,
# LONGAN_BEFORE an older one to compare with, BENCH further arguments, such as `--only cached,mixed`.
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

# Also large sites and large imports; writes bench/RESULTS.md. It wants 4 GB of room for temporary files, and takes long.
bench-full: bench-binary
	$(MEASURE) --full --write $(BENCH)

# The bench's own lints and tests.
check-bench:
	cd benches && cargo fmt --check && cargo clippy --locked --all-targets -- -D warnings && cargo test --locked

# What the toolchain lacks. Nothing happens when it is there already.
tools:
	@rustup target list --installed | grep -q wasm32-unknown-unknown || rustup target add wasm32-unknown-unknown

browser-tools:
	@sh end2end/install.sh
