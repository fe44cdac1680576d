//! The site's settings, in rising precedence: the checked-in Leptos.toml, the site's own file, environment variables,
//! command-line flags, and the values changed in the admin.

mod database_url;
mod editable_settings;
mod https_settings;
mod identity_settings;
mod layers;
mod mail_settings;
mod origin;
mod own_css;
mod settings;
mod storage_settings;
mod verification_code;

pub use database_url::DatabaseUrl;
pub use editable_settings::{EDITABLE, InvalidSetting};
pub use https_settings::{CertificateOrigin, HttpsSettings};
pub use identity_settings::{IdentitySettings, LibraryPicture};
pub use layers::{ConfigError, Overrides, load};
pub use mail_settings::{MailPassword, MailSecurity, MailSettings};
pub use own_css::{CssError, CssProblem, OwnCss};
pub use settings::*;
pub use storage_settings::{StorageKeys, StorageSettings, StorageUrl};
pub use verification_code::is_verification_code;
