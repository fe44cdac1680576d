# Cargo is the build tool; these are the commands a person types.

.PHONY: run test check-code test-rust test-browser tools browser-tools

# Build the site and serve it on http://127.0.0.1:3000.
run: tools
	cargo run --release

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

# What the toolchain lacks. Nothing happens when it is there already.
tools:
	@rustup target list --installed | grep -q wasm32-unknown-unknown || rustup target add wasm32-unknown-unknown

browser-tools:
	@sh end2end/install.sh
