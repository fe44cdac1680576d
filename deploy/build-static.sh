#!/bin/sh
# Builds a statically linked binary, which runs on any Linux of the same processor. Needs a C compiler for musl (Debian:
# musl-tools), and Node.js with npm for the visual editor (Debian: nodejs, npm).
set -eu
cd "$(dirname "$0")/.."
target=x86_64-unknown-linux-musl
rustup target add "$target" wasm32-unknown-unknown
cargo build --locked --release --target "$target"
echo "target/$target/release/longan"
