use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{fs, io};

use crate::embed::File;

const FOLDER: &str = "editor";
/// The oldest major version of Node.js that builds the editor.
const NODE: u32 = 20;
/// What the bundle is made of, in [`FOLDER`].
const SOURCES: [&str; 5] = ["src", "style", "build.mjs", "package.json", "package-lock.json"];
/// The files of the bundle.
const BUNDLE: [&str; 2] = ["editor.js", "editor.css"];

/// Bundles the visual editor with Node.js, unless nothing has changed since the last time. Packages are fetched only if
/// they are missing or the lockfile has changed.
pub fn build() -> Result<Vec<File>, Box<dyn Error>> {
    for source in SOURCES {
        println!("cargo::rerun-if-changed={FOLDER}/{source}");
    }
    let folder = Path::new(FOLDER);
    let changed = SOURCES.iter().map(|source| newest(&folder.join(source))).collect::<io::Result<Vec<_>>>()?;
    let changed = changed.into_iter().max().ok_or("the visual editor has no sources")?;
    let is_current = BUNDLE.iter().all(|name| newest(&folder.join("dist").join(name)).is_ok_and(|at| at >= changed));
    if !is_current {
        check_node()?;
        // npm writes this file when it has installed everything.
        let installed = newest(&folder.join("node_modules/.package-lock.json"));
        let locked = newest(&folder.join("package-lock.json"))?;
        if !installed.is_ok_and(|installed| installed >= locked) {
            run_npm(&["ci", "--no-audit", "--no-fund"])?;
        }
        run_npm(&["run", "build"])?;
    }
    let read = |name: &str| -> Result<File, Box<dyn Error>> {
        Ok(File { path: name.to_owned(), content: fs::read(folder.join("dist").join(name))? })
    };
    BUNDLE.iter().map(|name| read(name)).collect()
}

/// Returns when a file, or any file in a folder, was last changed.
fn newest(path: &Path) -> io::Result<std::time::SystemTime> {
    let mut at = fs::metadata(path)?.modified()?;
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            at = at.max(newest(&entry?.path())?);
        }
    }
    Ok(at)
}

fn check_node() -> Result<(), Box<dyn Error>> {
    let output = Command::new("node").arg("--version").output();
    let version = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    let major = version.strip_prefix('v').and_then(|version| version.split('.').next()?.parse::<u32>().ok());
    match major {
        Some(major) if major >= NODE => Ok(()),
        found => {
            let found = found.map_or("not found".to_owned(), |_| format!("{version} was found"));
            Err(explain(&format!("Node.js {NODE} or newer ({found})"), "nodejs").into())
        }
    }
}

fn run_npm(arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    // The output of a build script is for cargo, so npm must not write to it.
    let output = match Command::new("npm").args(arguments).current_dir(FOLDER).output() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(explain("npm", "npm").into()),
        output => output?,
    };
    match output.status.success() {
        true => Ok(()),
        false => {
            let said = [output.stdout, output.stderr].map(|part| String::from_utf8_lossy(&part).into_owned()).concat();
            Err(format!("the visual editor was not built: `npm {}` in {FOLDER}/ failed\n{said}", arguments.join(" "))
                .into())
        }
    }
}

fn explain(missing: &str, package: &str) -> String {
    format!(
        "the visual editor needs {missing}. Please install the package `{package}`:\n\
         apt install {package}, or what https://nodejs.org/en/download says for your system"
    )
}
