//! Prepares the files that a release embeds: the clients, the visual editor, the style sheets, the public files, and their compressed
//! forms. A debug build embeds nothing, which keeps `cargo check` fast. Builds of the clients themselves embed nothing
//! either.

#[cfg(feature = "ssr")]
mod client;
#[cfg(feature = "ssr")]
mod compress;
#[cfg(feature = "ssr")]
mod editor;
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
