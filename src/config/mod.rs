//! The site's settings: the checked-in Leptos.toml, then the site's own file, the environment, the flags.

mod layers;
mod settings;

pub use layers::{ConfigError, Overrides, load};
pub use settings::*;
