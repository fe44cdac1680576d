//! Chromium, driven by `benches/browser/measure.mjs` with the Playwright of the browser tests.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Longan;
use crate::bench::Bench;
use crate::error::Result;

/// Loads of one page in new browser contexts, in milliseconds.
#[derive(Debug, Default, Deserialize)]
pub struct Loads {
    /// First contentful paint.
    pub painted: Vec<f64>,
    /// The page is hydrated.
    pub hydrated: Vec<f64>,
    /// Total blocking time: the sum by which tasks of the main thread exceeded 50 ms.
    pub blocked: Vec<f64>,
    /// The files that the first load requested.
    pub files: Vec<File>,
}

#[derive(Debug, Deserialize)]
pub struct File {
    /// The path on the site.
    pub path: String,
    /// The kind of request: `document`, `stylesheet`, `script`, `font`, …
    pub what: String,
    /// Whether the browser paints nothing before it has the file.
    pub blocking: bool,
}

/// Durations of actions on a loaded page, in milliseconds.
#[derive(Debug, Default, Deserialize)]
pub struct Moves {
    /// From a click to the new page's headline, without prefetching.
    pub navigated: Vec<f64>,
    /// From a click to the new page's headline, after the pointer has rested on the link.
    pub prefetched: Vec<f64>,
    /// From sending a comment until it is shown.
    pub shown: Vec<f64>,
    /// From sending a comment until the server has acknowledged it.
    pub acknowledged: Vec<f64>,
}

/// How much the browser's processor is slowed down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speed {
    Whole,
    Quarter,
}

/// Loads a page several times.
pub fn load(bench: &Bench, site: &Longan, path: &str) -> Result<Loads> {
    load_at(bench, site, path, Speed::Whole)
}

pub fn load_at(bench: &Bench, site: &Longan, path: &str, speed: Speed) -> Result<Loads> {
    drive(bench, site, "load", path, speed)
}

/// Navigates from the home page to posts, and comments on one.
pub fn move_on(bench: &Bench, site: &Longan, path: &str, speed: Speed) -> Result<Moves> {
    drive(bench, site, "move", path, speed)
}

fn drive<T: DeserializeOwned>(bench: &Bench, site: &Longan, what: &str, path: &str, speed: Speed) -> Result<T> {
    let chromium = chromium()?;
    let slower = if speed == Speed::Quarter { "4" } else { "1" };
    let origin = format!("http://{}", site.address);
    let mut command = Command::new("node");
    command.arg(benches().join("browser/measure.mjs"));
    command.args([what, &origin, path, slower, &bench.visits.to_string()]).env("LONGAN_CHROMIUM", chromium);
    let output = command.stderr(Stdio::piped()).output().map_err(|error| format!("node cannot be started: {error}"))?;
    if !output.status.success() {
        return Err(format!("the browser failed: {}", String::from_utf8_lossy(&output.stderr).trim()).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The path of Chromium, if it and the packages that drive it are installed.
fn chromium() -> Result<PathBuf> {
    let chromium =
        std::env::var_os("LONGAN_CHROMIUM").map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from);
    if !chromium.exists() {
        return Err(
            "skipped: there is no Chromium (LONGAN_CHROMIUM names one; `make browser-tools` installs it)".into()
        );
    }
    if !benches().join("../end2end/node_modules/@playwright/test").exists() {
        return Err("skipped: there is no Playwright in end2end (`make browser-tools` installs it)".into());
    }
    Ok(chromium)
}

/// The folder of this crate.
pub fn benches() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
