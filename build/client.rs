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
    /// For a release: small, which takes minutes.
    Small,
    /// To try and to develop: soon.
    Quick,
}

impl Effort {
    /// That of the profile which the program is built with: `quick` optimizes the crate itself less.
    pub fn of_profile() -> Result<Effort, env::VarError> {
        let is_release = !matches!(env::var("OPT_LEVEL")?.as_str(), "0" | "1");
        Ok(if is_release { Effort::Small } else { Effort::Quick })
    }

    fn profile(self) -> &'static str {
        match self {
            Effort::Small => "client",
            Effort::Quick => "client-quick",
        }
    }
}

/// Builds the browser's half with an inner cargo, in a target folder of its own so that no lock is contended. It is
/// outside of this build script's folder: so it survives a change of the script, and of the outer profile.
/// `feature` says whose: the readers' (`hydrate`) or the admin's (`admin`); `name` is what its files are called.
pub fn build(out: &Path, feature: &str, name: &str, effort: Effort) -> Result<Vec<File>, Box<dyn Error>> {
    let target = target_folder(out).join("clients");
    let mut cargo = Command::new(env::var("CARGO")?);
    // The outer build's environment would make this one a build script's, for another target.
    for (name, _) in env::vars() {
        if (name.starts_with("CARGO_") && name != "CARGO_HOME") || name == "RUSTFLAGS" || name == "RUSTC_WRAPPER" {
            cargo.env_remove(name);
        }
    }
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(feature, effort).join("\u{1f}"));
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

/// `target/` itself: `out` is `target/PROFILE/build/longan-HASH/out`.
fn target_folder(out: &Path) -> &Path {
    out.ancestors().nth(4).unwrap_or(out)
}

/// The generated script without its comments and indentation. It has no texts of several lines, which this would change.
fn strip(script: &str) -> Vec<u8> {
    let is_code = |line: &&str| !line.is_empty() && !["//", "/*", "*"].iter().any(|start| line.starts_with(start));
    let lines: Vec<&str> = script.lines().map(str::trim).filter(is_code).collect();
    lines.join("\n").into_bytes()
}

/// Flags for the compiler, in place of those of `.cargo/config.toml`. The admin's views are of one type, which spares
/// minutes; in a release the readers' few are of one each, which spares 15 KB. The server renders for both with one
/// type, which puts a marker more behind the children of an element and behind a fragment: the readers' client does not
/// look there, as long as a fragment is the last child of what it stands in.
fn flags(feature: &str, effort: Effort) -> Vec<String> {
    let mut flags = Vec::new();
    // Quick clients have the same flags, so that what both are made of is compiled once.
    if feature == "admin" || effort == Effort::Quick {
        flags.extend(["--cfg", "erase_components"].map(str::to_owned));
    }
    // Where a panic comes from is told without the folders of the machine that built it.
    let home = env::var("CARGO_HOME").ok().or_else(|| Some(format!("{}/.cargo", env::var("HOME").ok()?)));
    flags.extend(home.map(|home| format!("--remap-path-prefix={home}/registry/src/=")));
    flags
}

/// The likeliest reason comes first.
fn explain() -> String {
    let installed = Command::new("rustup").args(["target", "list", "--installed"]).output();
    let listed = installed.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    match listed.lines().any(|line| line == TARGET) {
        true => "the client did not compile; its errors are above".to_owned(),
        false => format!("the client needs a target that is not installed. Please run:\nrustup target add {TARGET}"),
    }
}
