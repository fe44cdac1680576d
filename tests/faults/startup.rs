//! Startup faults: one line names the cause, and the program starts once the cause is gone.

use std::fs::{self, Permissions};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;

use crate::server::{Server, isolate, longan};

fn fault(command: &mut Command) -> String {
    let Err(said) = Server::try_start(command) else { panic!("it started") };
    let cause = said.split_once("longan: ").unwrap_or_else(|| panic!("no cause in {said}")).1;
    cause.to_owned()
}

/// The program without root's right to read and write every file.
fn unprivileged(folder: &Path) -> Command {
    if fs::metadata("/proc/self").unwrap().uid() != 0 {
        return longan(folder);
    }
    let mut command = Command::new("setpriv");
    isolate(&mut command, folder);
    command.args(["--bounding-set", "-dac_override,-dac_read_search", env!("CARGO_BIN_EXE_longan")]);
    command
}

#[test]
fn an_unwritable_database_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("longan.db");
    Server::start(longan(folder.path()).arg("--empty")).stop("TERM");
    let set = |path: &Path, mode| fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    set(&file, 0o444);
    let said = fault(&mut unprivileged(folder.path()));
    assert!(said.contains("longan.db") && said.to_lowercase().contains("read"), "{said}");
    set(&file, 0o644);
    set(folder.path(), 0o555);
    let said = fault(&mut unprivileged(folder.path()));
    assert!(said.contains("longan.db"), "{said}");
    set(folder.path(), 0o755);
    Server::start(&mut unprivileged(folder.path())).stop("TERM");
}

#[test]
fn a_missing_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let said = fault(longan(folder.path()).args(["--database", "nowhere/site.db"]));
    assert!(said.contains("nowhere/site.db") && said.contains("No such file"), "{said}");
}

#[test]
fn settings_that_are_broken_or_missing() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("Leptos.toml");
    for (text, cause) in [
        ("[site", "Leptos.toml"),
        ("[site]\nlanguage = 'tlh'", "tlh"),
        ("[server]\nlisten = 'here'", "listen"),
        ("[server]\nmetrics = 'here'", "127.0.0.1:9100"),
        ("[server]\nlog_addresses = 'all'", "log_addresses"),
    ] {
        fs::write(&settings, text).unwrap();
        let mut command = longan(folder.path());
        // `LONGAN_ADDR`, which `fault` sets, overrides the address; a malformed setting is reported all the same.
        let said = fault(command.arg("--empty"));
        assert!(said.contains(cause), "{text}: {said}");
    }
    fs::write(&settings, [0xff, 0xfe]).unwrap();
    assert!(fault(longan(folder.path()).arg("--empty")).contains("Leptos.toml"));
    fs::remove_file(&settings).unwrap();
    assert!(fault(longan(folder.path()).args(["--config", "nowhere.toml"])).contains("nowhere.toml"));
    Server::start(longan(folder.path()).arg("--empty")).stop("TERM");
}

#[test]
fn ports_that_are_taken() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = fault(longan(folder.path()).args(["--empty", "--addr", &address]));
    assert!(said.contains(&address) && said.contains("--addr"), "{said}");
    let said = fault(longan(folder.path()).arg("--empty").env("LONGAN_SERVER_METRICS", &address));
    assert!(said.contains(&address) && said.contains("server.metrics"), "{said}");
    drop(taken);
    let server = Server::start(longan(folder.path()).arg("--empty").env("LONGAN_SERVER_METRICS", &address));
    assert!(server.log().contains(&format!("metrics are at http://{address}/metrics")), "{}", server.log());
    server.stop("TERM");
}
