#!/bin/sh
# Builds a binary that needs nothing of the system it runs on. Wants a C compiler for musl (Debian: musl-tools).
set -eu
cd "$(dirname "$0")/.."
target=x86_64-unknown-linux-musl
rustup target add "$target" wasm32-unknown-unknown
cargo build --locked --release --target "$target"
echo "target/$target/release/longan"
