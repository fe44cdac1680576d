#![no_main]

use std::sync::LazyLock;

use longan::auth::signer::Signer;

#[path = "../properties.rs"]
#[allow(dead_code)]
mod properties;

static SIGNER: LazyLock<Signer> = LazyLock::new(|| Signer::with("a secret of the fuzzer's").unwrap());

libfuzzer_sys::fuzz_target!(|text: &str| properties::token(&SIGNER, text));
