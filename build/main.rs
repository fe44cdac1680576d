//! Makes the files that a release embeds: the client, its style sheet, the public files, and their compressed forms.
//! A debug build embeds nothing, so that `cargo check` stays fast; neither does the client's own build.

#[cfg(feature = "ssr")]
mod client;
#[cfg(feature = "ssr")]
mod compress;
#[cfg(feature = "ssr")]
mod embed;
#[cfg(feature = "ssr")]
mod link;
#[cfg(feature = "ssr")]
mod style;

fn main() {
    println!("cargo::rerun-if-changed=migrations");
    #[cfg(feature = "ssr")]
    link::pack_relocations();
    #[cfg(feature = "ssr")]
    if let Err(error) = embed::run() {
        for line in error.to_string().lines() {
            println!("cargo::error={line}");
        }
        std::process::exit(1);
    }
}
