//! The site's settings as administrators see them.

use serde::{Deserialize, Serialize};

use crate::model::formatted_time::FormattedTime;

/// Where the value of a setting comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SettingSource {
    /// Longan's own.
    Default,
    /// The site's Leptos.toml.
    File,
    /// A variable of the environment, by name.
    Environment(String),
    /// An import, or the sample site.
    Import,
    /// Set in the admin.
    Stored,
}

/// One setting, as a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// Its dotted name, such as `site.title`.
    pub name: String,
    pub value: String,
    pub origin: SettingSource,
    /// What it is without what was set in the admin, and where that comes from.
    pub given: String,
    pub given_origin: SettingSource,
}

impl Setting {
    /// The `id` of its control.
    pub fn id(name: &str) -> String {
        name.replace(['.', '_'], "-")
    }
}

/// All that can be set in the admin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EditableSettings {
    pub settings: Vec<Setting>,
    pub zones: Vec<TimeZoneOption>,
    /// Where readers find the site; empty: wherever they have found it.
    pub address: String,
    /// The time in the site's time zone.
    pub now: FormattedTime,
}

/// A time zone to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeZoneOption {
    /// By its IANA name.
    pub name: String,
    /// With its distance from UTC.
    pub label: String,
}

/// A setting to change; without a value it goes back to what file and environment say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SettingChange {
    pub name: String,
    pub value: Option<String>,
}
