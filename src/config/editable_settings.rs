use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Value;

use super::{ConfigError, Settings, layers};
use crate::model::admin::setting::SettingSource;

/// The settings that the admin can change, by dotted name: `site.title` is the key `title` in the section `[site]` of
/// Leptos.toml.
pub const EDITABLE: [&str; 66] = [
    "site.title",
    "site.tagline",
    "site.language",
    "site.time_zone",
    "site.posts_per_page",
    "site.latest_posts",
    "site.body_format",
    "site.link_previews",
    "site.promotion",
    "site.ai_crawlers",
    "site.google_verification",
    "site.bing_verification",
    "site.facebook_verification",
    "site.zalo_verification",
    "identity.accent",
    "identity.header",
    "identity.density",
    "identity.tagline",
    "identity.date",
    "identity.headline_face",
    "identity.text_face",
    "identity.logo",
    "identity.logo_dark",
    "identity.logo_alt",
    "identity.logo_height",
    "identity.icon",
    "identity.footer_1_heading",
    "identity.footer_1",
    "identity.footer_2_heading",
    "identity.footer_2",
    "identity.footer_3_heading",
    "identity.footer_3",
    "identity.footer_4_heading",
    "identity.footer_4",
    "identity.publisher",
    "identity.license",
    "identity.responsible_editor",
    "identity.postal_address",
    "identity.telephone",
    "identity.email",
    "identity.copyright",
    "identity.facebook",
    "identity.zalo",
    "identity.youtube",
    "identity.tiktok",
    "identity.x",
    "identity.instagram",
    "identity.telegram",
    "identity.feed",
    "identity.css",
    "comments.moderation",
    "comments.close_after_days",
    "comments.links",
    "comments.spam_threshold",
    "comments.websites",
    "media.audio_megabytes",
    "media.video_megabytes",
    "media.document_megabytes",
    "mail.server",
    "mail.port",
    "mail.security",
    "mail.user",
    "mail.from",
    "mail.from_name",
    "mail.per_minute",
    "mail.connections",
];

/// A stored value that cannot be used, and the reason.
#[derive(Debug)]
pub struct InvalidSetting {
    pub name: String,
    pub error: ConfigError,
}

impl Settings {
    /// Returns these settings with `values` as the stored values, which take precedence over file and environment.
    /// Values that are not valid are skipped and returned. Names that are not [`EDITABLE`] are ignored.
    ///
    /// # Errors
    ///
    /// The merged settings cannot be deserialized.
    pub fn with_stored(
        &self,
        values: impl IntoIterator<Item = (String, String)>,
    ) -> Result<(Settings, Vec<InvalidSetting>), ConfigError> {
        let mut table = self.layers.table.clone();
        let (mut stored, mut unfit) = (BTreeMap::new(), Vec::new());
        for (name, value) in values {
            let Some((section, key)) = name.split_once('.').filter(|_| EDITABLE.contains(&name.as_str())) else {
                continue;
            };
            let mut changed = table.clone();
            match layers::set(&mut changed, section, key, &name, value.clone()) {
                Ok(()) => {
                    table = changed;
                    stored.insert(name, value);
                }
                Err(error) => unfit.push(InvalidSetting { name, error }),
            }
        }
        if stored.is_empty() && self.stored.is_empty() {
            return Ok((self.clone(), unfit));
        }
        let settings = Settings::deserialize_table(table).map_err(ConfigError::Invalid)?;
        let (layers, storage_keys) = (self.layers.clone(), self.storage_keys.clone());
        let mail_password = self.mail_password.clone();
        let settings = Settings { layers, storage_keys, mail_password, stored: Arc::new(stored), ..settings };
        Ok((settings, unfit))
    }

    /// Returns the stored value in effect for a setting.
    pub fn stored(&self, name: &str) -> Option<&str> {
        self.stored.get(name).map(String::as_str)
    }

    /// Returns all values of the editable settings whose names have a prefix: the stored ones, and those below them.
    pub fn values_below(&self, prefix: &str) -> Vec<String> {
        let names = EDITABLE.into_iter().filter(|name| name.starts_with(prefix));
        let values = names.flat_map(|name| {
            let given = self.given(name).map(|(value, _)| value);
            self.stored(name).map(str::to_owned).into_iter().chain(given)
        });
        values.collect()
    }

    /// Returns the value from file, environment or defaults, and which of these it comes from. `None` if there is no
    /// such setting.
    pub fn given(&self, name: &str) -> Option<(String, SettingSource)> {
        let (section, key) = name.split_once('.')?;
        let value = match self.layers.table.get(section)?.get(key)? {
            Value::String(text) => text.clone(),
            value => value.to_string(),
        };
        Some((value, self.layers.origins.get(name).cloned().unwrap_or(SettingSource::Default)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Moderation, Overrides, load};

    fn stored(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn stored_values_win_and_can_be_removed() {
        let variables = |name: &str| (name == "LONGAN_SITE_TITLE").then(|| "variable".to_owned());
        let given = load(&Overrides::default(), variables).unwrap();
        let values =
            stored(&[("site.title", "stored"), ("site.posts_per_page", "3"), ("comments.moderation", "nobody")]);
        let (settings, unfit) = given.with_stored(values).unwrap();
        assert!(unfit.is_empty());
        assert_eq!((settings.site.title.as_str(), settings.site.posts_per_page), ("stored", 3));
        assert_eq!(settings.comments.moderation, Moderation::Nobody);
        assert_eq!(settings.stored("site.title"), Some("stored"));
        let origin = SettingSource::Environment("LONGAN_SITE_TITLE".to_owned());
        assert_eq!(settings.given("site.title"), Some(("variable".to_owned(), origin)));
        let (settings, _) = settings.with_stored([]).unwrap();
        assert_eq!((settings.site.title.as_str(), settings.stored("site.title")), ("variable", None));
    }

    #[test]
    fn invalid_values_are_skipped_and_reported() {
        let given = load(&Overrides::default(), |_| None).unwrap();
        let values = [
            ("site.time_zone", "Mars/Olympus"),
            ("site.posts_per_page", "0"),
            ("site.language", "tlh"),
            ("comments.links", "-1"),
            ("server.listen", "0.0.0.0:1"),
            ("site.tagline", "stays"),
        ];
        let (settings, unfit) = given.with_stored(stored(&values)).unwrap();
        let names: Vec<_> = unfit.iter().map(|unfit| unfit.name.as_str()).collect();
        assert_eq!(names, ["site.time_zone", "site.posts_per_page", "site.language", "comments.links"]);
        assert_eq!(settings.site.tagline, "stays");
        assert_eq!(settings.server.listen, given.server.listen, "not for the admin");
    }

    #[test]
    fn every_editable_setting_exists() {
        let given = load(&Overrides::default(), |_| None).unwrap();
        let missing: Vec<_> = EDITABLE.iter().filter(|name| given.given(name).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
