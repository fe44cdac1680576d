//! The site's settings in the admin.

use serde::{Deserialize, Serialize};

use crate::model::formatted_time::FormattedTime;

/// Source of a setting's value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SettingSource {
    /// The built-in default.
    Default,
    /// The site's Leptos.toml.
    File,
    /// An environment variable, by name.
    Environment(String),
    /// An import, or the sample site.
    Import,
    /// Set in the admin.
    Stored,
}

/// A setting, as text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// Dotted name, such as `site.title`.
    pub name: String,
    pub value: String,
    pub origin: SettingSource,
    /// The value that applies without the one set in the admin, and its source.
    pub given: String,
    pub given_origin: SettingSource,
}

impl Setting {
    /// Returns the `id` of the setting's control.
    pub fn id(name: &str) -> String {
        name.replace(['.', '_'], "-")
    }
}

/// All settings that can be changed in the admin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EditableSettings {
    pub settings: Vec<Setting>,
    pub zones: Vec<TimeZoneOption>,
    /// Origin of the site; empty if it is taken from the request.
    pub address: String,
    /// The current time in the site's time zone.
    pub now: FormattedTime,
}

/// A time zone option.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeZoneOption {
    /// IANA name.
    pub name: String,
    /// Name with the offset from UTC.
    pub label: String,
}

/// A change of a setting. Without a value, it is reset to the value from file and environment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettingChange {
    pub name: String,
    pub value: Option<String>,
}
