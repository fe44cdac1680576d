use std::env;
use std::process::Command;

/// Packs the relocation table (`DT_RELR`): 25 KB instead of 2 MB that are read at every start and stay in memory. The
/// dynamic loader must support the format, which glibc does since 2.36; the resulting binary requires that version.
pub fn pack_relocations() {
    if env::var("PROFILE").as_deref() == Ok("release") && env::var("TARGET") == env::var("HOST") && has_loader() {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// Whether this system's loader supports `DT_RELR` and the program is linked dynamically against it.
fn has_loader() -> bool {
    let is_gnu = env::var("CARGO_CFG_TARGET_ENV").as_deref() == Ok("gnu");
    let is_static =
        env::var("CARGO_CFG_TARGET_FEATURE").is_ok_and(|found| found.split(',').any(|it| it == "crt-static"));
    let found = Command::new("getconf").arg("GNU_LIBC_VERSION").output();
    let found = found.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let minor = found.trim().strip_prefix("glibc 2.").and_then(|minor| minor.split('.').next()?.parse::<u32>().ok());
    is_gnu && !is_static && minor.is_some_and(|minor| minor >= 36)
}
