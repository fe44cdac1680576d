use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use wasm_bindgen_cli_support::Bindgen;

use crate::embed::File;

const TARGET: &str = "wasm32-unknown-unknown";

/// How the clients are built.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effort {
    /// For a release: the smallest files, which takes minutes.
    Small,
    /// For `make run` and `make dev`: the shortest build.
    Quick,
}

impl Effort {
    /// The effort that fits the profile of the outer build, told by its `opt-level`: that of `quick` is 0.
    pub fn of_profile() -> Result<Effort, env::VarError> {
        let is_release = env::var("OPT_LEVEL")? != "0";
        Ok(if is_release { Effort::Small } else { Effort::Quick })
    }

    fn profile(self) -> &'static str {
        match self {
            Effort::Small => "client",
            Effort::Quick => "client-quick",
        }
    }
}

/// Builds a client with an inner cargo. The inner target folder is a separate one, so that the two cargos do not wait
/// for each other's lock. It lies outside the build script's output folder, so that it survives changes of the script
/// and of the outer profile. `feature` selects the readers' client (`hydrate`) or the admin's (`admin`); `name` is the
/// stem of the output files.
pub fn build(out: &Path, feature: &str, name: &str, effort: Effort) -> Result<Vec<File>, Box<dyn Error>> {
    let target = target_folder(out).join("clients");
    let mut cargo = Command::new(env::var("CARGO")?);
    // Cargo sets these variables for the build script; the inner cargo would take them for its own settings.
    for (name, _) in env::vars() {
        if (name.starts_with("CARGO_") && name != "CARGO_HOME") || name == "RUSTFLAGS" || name == "RUSTC_WRAPPER" {
            cargo.env_remove(name);
        }
    }
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(feature, effort).join("\u{1f}"));
    // Cargo names a `cdylib` without a hash of its features. So the two clients would replace each other, and both be
    // compiled after each change of anything. With this variable, which is internal to cargo, the hash is part of the
    // name; without it the build is only slower.
    cargo.env("__CARGO_DEFAULT_LIB_METADATA", "client");
    let dev = if env::var_os("CARGO_FEATURE_DEV").is_some() { ",dev" } else { "" };
    cargo
        .args(["rustc", "--lib", "--profile", effort.profile(), "--target", TARGET])
        .args(["--no-default-features", "--features", &format!("{feature}{dev}")])
        .args(["--crate-type", "cdylib"])
        .arg("--target-dir")
        .arg(&target);
    if !cargo.status()?.success() {
        return Err(explain().into());
    }
    let wasm = target.join(TARGET).join(effort.profile()).join("longan.wasm");
    let mut generated = Bindgen::new()
        .input_path(wasm)
        .web(true)?
        .omit_default_module_path(false)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    let folder = out.join("bindgen").join(name);
    fs::create_dir_all(&folder)?;
    generated.emit(&folder)?;
    let read = |name: &str| -> Result<File, Box<dyn Error>> {
        Ok(File { path: name.to_owned(), content: fs::read(folder.join(name))? })
    };
    let script = File { path: format!("{name}.js"), content: strip(&fs::read_to_string(folder.join("longan.js"))?) };
    let wasm = File { path: format!("{name}.wasm"), ..read("longan_bg.wasm")? };
    Ok(vec![script, wasm])
}

/// The `target/` folder; `out` is `target/PROFILE/build/longan-HASH/out`.
fn target_folder(out: &Path) -> &Path {
    out.ancestors().nth(4).unwrap_or(out)
}

/// Removes comments and indentation from the generated script. This is safe because the script has no multi-line
/// strings.
fn strip(script: &str) -> Vec<u8> {
    let is_code = |line: &&str| !line.is_empty() && !["//", "/*", "*"].iter().any(|start| line.starts_with(start));
    let lines: Vec<&str> = script.lines().map(str::trim).filter(is_code).collect();
    lines.join("\n").into_bytes()
}

/// Compiler flags, which replace those of `.cargo/config.toml`. With `erase_components`, all views have one type: this
/// saves minutes for the admin's client. The release build of the readers' client does without it, which saves 23 KB of
/// 138 KB. The server, which renders for both, uses it, and so adds one hydration marker after the children of an
/// element and after a fragment. The readers' client ignores that marker as long as a fragment is the last child of its
/// parent.
fn flags(feature: &str, effort: Effort) -> Vec<String> {
    let mut flags = Vec::new();
    // With equal flags, both quick clients share their compiled dependencies.
    if feature == "admin" || effort == Effort::Quick {
        flags.extend(["--cfg", "erase_components"].map(str::to_owned));
    }
    // Panic messages do not contain folders of the build machine.
    let home = env::var("CARGO_HOME").ok().or_else(|| Some(format!("{}/.cargo", env::var("HOME").ok()?)));
    flags.extend(home.map(|home| format!("--remap-path-prefix={home}/registry/src/=")));
    flags
}

/// The error message when the inner build fails, starting with the most likely cause.
fn explain() -> String {
    let installed = Command::new("rustup").args(["target", "list", "--installed"]).output();
    let listed = installed.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    match listed.lines().any(|line| line == TARGET) {
        true => "the client did not compile; its errors are above".to_owned(),
        false => format!("the client needs a target that is not installed. Please run:\nrustup target add {TARGET}"),
    }
}
