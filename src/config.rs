//! The site's settings, in rising precedence: the checked-in Leptos.toml, the site's own file, environment variables,
//! command-line flags, and the values changed in the admin.

mod database_url;
mod editable_settings;
mod https_settings;
mod layers;
mod origin;
mod settings;
mod storage_settings;

pub use database_url::DatabaseUrl;
pub use editable_settings::{EDITABLE, InvalidSetting};
pub use https_settings::{CertificateOrigin, HttpsSettings};
pub use layers::{ConfigError, Overrides, load};
pub use settings::*;
pub use storage_settings::{StorageKeys, StorageSettings, StorageUrl};
