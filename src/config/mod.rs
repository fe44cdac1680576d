//! The site's settings: the checked-in Leptos.toml, then the site's own file, the environment, the flags, and what was
//! changed in the admin.

mod layers;
mod settings;
mod stored;

pub use layers::{ConfigError, Overrides, load};
pub use settings::*;
pub use stored::{EDITABLE, Unfit};
