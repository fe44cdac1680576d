use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::{Table, Value};

use super::Settings;
use super::database_url::DatabaseUrl;
use super::mail_settings::MailPassword;
use super::storage_settings::StorageKeys;
use crate::model::admin::setting::SettingSource;

/// The checked-in file. It has a default for every key, and so it is also the list of keys.
const DEFAULTS: &str = include_str!("../../Leptos.toml");

/// The file that is read from the working directory if no other is named.
const FILE: &str = "Leptos.toml";

/// Settings from the command line.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    pub config: Option<PathBuf>,
    pub listen: Option<String>,
    pub database: Option<PathBuf>,
    /// PEM files with a certificate and its private key.
    pub cert: Option<PathBuf>,
    pub key: Option<PathBuf>,
}

/// The merged layers, and the source of every value that is not a default, by dotted name.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    pub(super) table: Table,
    pub(super) origins: BTreeMap<String, SettingSource>,
}

/// Why settings cannot be used. The message names the file or variable, and the key.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("cannot read the settings in {}: {error}", path.display())]
    Unreadable { path: PathBuf, error: std::io::Error },
    #[error("the settings in {} are not right: {error}", path.display())]
    Malformed { path: PathBuf, error: Box<toml::de::Error> },
    #[error("{name}={value:?} is not right: {reason}")]
    Variable { name: String, value: String, reason: String },
    #[error("the settings are not right: {0}")]
    Invalid(Box<toml::de::Error>),
}

/// Loads all layers. `environment` is a function so that tests need not modify the environment of the process.
///
/// # Errors
///
/// The file cannot be read or parsed, or a value is not valid.
pub fn load(overrides: &Overrides, environment: impl Fn(&str) -> Option<String>) -> Result<Settings, ConfigError> {
    let mut table: Table = toml::from_str(DEFAULTS).map_err(|error| ConfigError::Invalid(Box::new(error)))?;
    let mut origins = BTreeMap::new();
    let named = overrides.config.clone();
    let found = named.or_else(|| Path::new(FILE).is_file().then(|| PathBuf::from(FILE)));
    if let Some(path) = found {
        let file = read(&path)?;
        for (section, keys) in &file {
            let keys = keys.as_table().into_iter().flat_map(Table::keys);
            origins.extend(keys.map(|key| (format!("{section}.{key}"), SettingSource::File)));
        }
        merge(&mut table, file);
        check(&table).map_err(|error| ConfigError::Malformed { path, error })?;
    }
    for section in ["site", "identity", "comments", "server", "https", "database", "storage", "mail"] {
        let Some(Value::Table(keys)) = table.get(section) else { continue };
        let keys: Vec<String> = keys.keys().cloned().collect();
        for key in keys {
            let name = format!("LONGAN_{}_{}", section.to_uppercase(), key.to_uppercase());
            if let Some(value) = environment(&name) {
                set(&mut table, section, &key, &name, value)?;
                origins.insert(format!("{section}.{key}"), SettingSource::Environment(name));
            }
        }
    }
    // Short variable names that correspond to the flags.
    let listen = overrides.listen.clone().map(|value| ("--addr", value));
    let listen = listen.or_else(|| environment("LONGAN_ADDR").map(|value| ("LONGAN_ADDR", value)));
    if let Some((name, value)) = listen {
        set(&mut table, "server", "listen", name, value)?;
    }
    for (key, file) in [("cert", &overrides.cert), ("key", &overrides.key)] {
        if let Some(file) = file {
            set(&mut table, "https", key, &format!("--{key}"), file.to_string_lossy().into_owned())?;
        }
    }
    let database = overrides.database.as_ref().map(|path| ("--database", path.to_string_lossy().into_owned()));
    let database = database.or_else(|| environment("LONGAN_DATABASE").map(|value| ("LONGAN_DATABASE", value)));
    if let Some((name, value)) = database {
        let key = if DatabaseUrl::is_any_url(&value) { "url" } else { "file" };
        // A file named on the command line is meant even if the settings have an address.
        if name == "--database" || environment("LONGAN_DATABASE_URL").is_none() {
            set(&mut table, "database", "url", name, String::new())?;
        }
        set(&mut table, "database", key, name, value)?;
    }
    let settings = Settings::deserialize_table(table.clone()).map_err(ConfigError::Invalid)?;
    let mail_password = MailPassword::read(&environment);
    let storage_keys = StorageKeys::read(environment);
    Ok(Settings { layers: Arc::new(Layers { table, origins }), storage_keys, mail_password, ..settings })
}

fn read(path: &Path) -> Result<Table, ConfigError> {
    let text =
        std::fs::read_to_string(path).map_err(|error| ConfigError::Unreadable { path: path.to_owned(), error })?;
    toml::from_str(&text).map_err(|error| ConfigError::Malformed { path: path.to_owned(), error: Box::new(error) })
}

fn merge(under: &mut Table, over: Table) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(Value::Table(under)), Value::Table(over)) => merge(under, over),
            (_, value) => {
                under.insert(key, value);
            }
        }
    }
}

fn check(table: &Table) -> Result<(), Box<toml::de::Error>> {
    Settings::deserialize_table(table.clone()).map(|_| ())
}

/// Sets one key from text, parsed according to the type of its current value. The whole table is validated at once, so
/// that an error can name the source of the value.
pub(super) fn set(table: &mut Table, section: &str, key: &str, name: &str, value: String) -> Result<(), ConfigError> {
    let fault = |reason: String| {
        // The address of a database may hold a password, and somebody may have put keys into that of the storage.
        let is_secret = DatabaseUrl::is_any_url(&value)
            || value.starts_with("s3:")
            || (value.contains("://") && value.contains('@'));
        let value = if is_secret { "…".to_owned() } else { value.clone() };
        ConfigError::Variable { name: name.to_owned(), value, reason }
    };
    let Some(slot) = table.get_mut(section).and_then(|keys| keys.get_mut(key)) else {
        return Err(fault("there is no such setting".to_owned()));
    };
    *slot = match slot {
        Value::Integer(_) => Value::Integer(value.trim().parse().map_err(|_| fault("not a number".to_owned()))?),
        Value::Array(_) => {
            let items = value.split(',').map(str::trim).filter(|item| !item.is_empty());
            Value::Array(items.map(|item| Value::String(item.to_owned())).collect())
        }
        _ => Value::String(value.clone()),
    };
    check(table).map_err(|error| fault(error.message().to_owned()))
}

impl Settings {
    pub(super) fn deserialize_table(table: Table) -> Result<Settings, Box<toml::de::Error>> {
        table.try_into().map_err(Box::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Moderation;

    fn load_with(file: &str, variables: &[(&str, &str)], overrides: Overrides) -> Result<Settings, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Leptos.toml");
        std::fs::write(&path, file).unwrap();
        let overrides = Overrides { config: Some(path), ..overrides };
        let environment =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        load(&overrides, environment).map_err(|error| error.to_string())
    }

    #[test]
    fn defaults_are_valid() {
        let settings = load_with("", &[], Overrides::default()).unwrap();
        assert_eq!(settings.comments.moderation, Moderation::FirstTime);
        assert_eq!(settings.server.listen.port(), 3000);
    }

    #[test]
    fn later_layers_win() {
        let file = "[site]\ntitle = 'file'\nposts_per_page = 3\n[server]\nlisten = '127.0.0.1:1'";
        let variables = [("LONGAN_SITE_TITLE", "variable"), ("LONGAN_ADDR", "127.0.0.1:2")];
        let overrides = Overrides { listen: Some("127.0.0.1:3".to_owned()), ..Overrides::default() };
        let settings = load_with(file, &variables, overrides).unwrap();
        assert_eq!(settings.site.title, "variable");
        assert_eq!(settings.site.posts_per_page, 3);
        assert_eq!(settings.server.listen.port(), 3);
    }

    #[test]
    fn lists_are_comma_separated() {
        let variables = [("LONGAN_SERVER_TRUSTED_PROXIES", "127.0.0.1/32, 10.0.0.0/8")];
        let settings = load_with("", &variables, Overrides::default()).unwrap();
        assert_eq!(settings.server.trusted_proxies.len(), 2);
    }

    #[test]
    fn errors_name_their_source() {
        let fault = |file, variables: &[(&str, &str)]| load_with(file, variables, Overrides::default()).unwrap_err();
        assert!(fault("[site]\ntitel = 'x'", &[]).contains("titel"));
        assert!(fault("[site]\ntime_zone = 'Mars'", &[]).contains("Mars"));
        assert!(fault("[site", &[]).contains("Leptos.toml"));
        assert!(fault("", &[("LONGAN_SITE_POSTS_PER_PAGE", "many")]).contains("LONGAN_SITE_POSTS_PER_PAGE"));
        let storage = fault("", &[("LONGAN_STORAGE_URL", "s3://id:secret@files")]);
        assert!(storage.contains("LONGAN_STORAGE_URL") && !storage.contains("secret"), "{storage}");
        assert!(fault("", &[("LONGAN_SITE_ADDRESS", "example.org")]).contains("LONGAN_SITE_ADDRESS"));
    }
}
