//! What makes a site look and sound like its owner's.

mod color;
mod icon_size;
mod social_network;

pub use color::{Color, DARK, LIGHT, Theme};
pub use icon_size::IconSize;
pub use social_network::SocialNetwork;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::admin::setting::{EditableSettings, SettingChange};

/// The prefix of the names of settings of the identity.
pub const PREFIX: &str = "identity.";

/// The setting whose value is the picture that the icon is made of.
pub const ICON: &str = "identity.icon";

/// Maximum length of the own style sheet, in bytes.
pub const MAX_CSS_BYTES: usize = 64 * 1024;

/// Number of footer columns.
pub const FOOTER_COLUMNS: usize = 4;

/// The arrangement of the masthead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HeaderStyle {
    /// One line, with a large title on the front page.
    #[default]
    Standard,
    /// A large title or logo in the middle of every page.
    Centered,
    /// Title, menu and search on one line of every page.
    Compact,
}

/// How much space is between parts of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Density {
    #[default]
    Comfortable,
    Compact,
}

/// Whether an optional part is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    #[default]
    On,
    Off,
}

/// A typeface, which the site serves itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Typeface {
    #[default]
    Newsreader,
    NotoSerif,
    Bitter,
    BeVietnamPro,
}

/// The identity of a site as its pages show it. The default is the look of a new site.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SiteIdentity {
    /// The style sheet; empty if nothing differs from the default.
    #[serde(skip)]
    pub css: Arc<str>,
    /// The path of the style sheet; empty if there is none.
    pub style_path: String,
    /// Font files that every page needs, if they are not the default ones.
    pub fonts: Vec<String>,
    pub header: HeaderStyle,
    pub tagline: Visibility,
    pub date: Visibility,
    pub accent: Option<Color>,
    pub logo: Option<Logo>,
    /// ID of the icon in the library.
    pub icon: Option<i64>,
    pub footer: FooterIdentity,
}

/// The logo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Logo {
    pub light: LogoPicture,
    /// The one for the dark theme, if it differs.
    pub dark: Option<LogoPicture>,
    pub alt: String,
}

/// A picture of the logo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogoPicture {
    pub path: String,
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
}

/// What the footer has besides name and menu.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FooterIdentity {
    pub columns: Vec<FooterColumn>,
    pub imprint: Imprint,
    /// Replaces the usual line if it is not empty.
    pub copyright: String,
    /// Profiles of the site, by network.
    pub profiles: Vec<(SocialNetwork, String)>,
    /// Whether the feed is listed with them.
    pub has_feed: bool,
}

impl FooterIdentity {
    /// Returns whether there is anything above the last line.
    pub fn has_details(&self) -> bool {
        !self.columns.is_empty() || self.imprint != Imprint::default() || !self.profiles.is_empty() || self.has_feed
    }
}

/// A column of the footer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FooterColumn {
    pub heading: String,
    /// Sanitized HTML.
    pub html: String,
}

/// Who publishes the site. Empty fields are not shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imprint {
    pub publisher: String,
    pub license: String,
    pub responsible_editor: String,
    pub address: String,
    pub telephone: String,
    pub email: String,
}

/// The settings of the identity in the admin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Appearance {
    pub board: EditableSettings,
    /// Path of the newest post, for the preview; empty if there is none.
    pub article: String,
}

/// What the preview shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppearanceDraft {
    pub changes: Vec<SettingChange>,
    /// Path of the page.
    pub path: String,
    /// Whether it is shown in the dark theme.
    pub is_dark: bool,
}
