//! Local storage. Every operation may fail, for example in private windows, and the data is then not stored.

use leptos::prelude::window;
use leptos::web_sys::Storage;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Returns the text stored under a name.
pub fn load_text(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Stores a text under a name. Errors are ignored.
pub fn save_text(name: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(name, text);
    }
}

/// Returns the value that [`save`] has stored under a name.
pub fn load<T: DeserializeOwned>(name: &str) -> Option<T> {
    let text = storage()?.get_item(name).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

/// Stores a value as JSON under a name. Errors are ignored.
pub fn save<T: Serialize>(name: &str, value: &T) {
    let _ = try_save(name, value);
}

/// Storage is not available or full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StorageError;

/// Stores a value as JSON under a name, for data whose loss must be reported.
///
/// # Errors
///
/// Storage is not available or full.
pub fn try_save<T: Serialize>(name: &str, value: &T) -> Result<(), StorageError> {
    let text = serde_json::to_string(value).map_err(|_| StorageError)?;
    storage().ok_or(StorageError)?.set_item(name, &text).map_err(|_| StorageError)
}

/// Returns the stored names with a prefix.
pub fn keys(beginning: &str) -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    let names = (0..count).filter_map(|place| storage.key(place).ok().flatten());
    names.filter(|name| name.starts_with(beginning)).collect()
}

/// Removes the value stored under a name.
pub fn remove(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(name);
    }
}
