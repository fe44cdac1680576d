//! The site's settings: the checked-in Leptos.toml, then the site's own file, the environment, the flags, and what was
//! changed in the admin.

mod editable_settings;
mod layers;
mod settings;

pub use editable_settings::{EDITABLE, InvalidSetting};
pub use layers::{ConfigError, Overrides, load};
pub use settings::*;
