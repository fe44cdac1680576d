use std::env;
use std::process::Command;

/// Has the list of addresses that the loader fills in packed (`DT_RELR`): 2 MB of it would be read at every start and
/// stay in memory, where 25 KB do. The loader must know the form; glibc's does from 2.36 on, and a program that uses it
/// asks for that one.
pub fn pack_relocations() {
    if env::var("PROFILE").as_deref() == Ok("release") && env::var("TARGET") == env::var("HOST") && has_loader() {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// Whether this system has such a loader, and the program will use it.
fn has_loader() -> bool {
    let is_gnu = env::var("CARGO_CFG_TARGET_ENV").as_deref() == Ok("gnu");
    let is_static =
        env::var("CARGO_CFG_TARGET_FEATURE").is_ok_and(|found| found.split(',').any(|it| it == "crt-static"));
    let found = Command::new("getconf").arg("GNU_LIBC_VERSION").output();
    let found = found.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let minor = found.trim().strip_prefix("glibc 2.").and_then(|minor| minor.split('.').next()?.parse::<u32>().ok());
    is_gnu && !is_static && minor.is_some_and(|minor| minor >= 36)
}
