//! What is kept on the reader's device. All of it may fail, in private windows for example, and then is forgotten.

use leptos::prelude::window;
use leptos::web_sys::Storage;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// The text that is kept under a name.
pub fn load_text(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Keeps a text under a name.
pub fn save_text(name: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(name, text);
    }
}

/// Reads what [`save`] kept under a name.
pub fn load<T: DeserializeOwned>(name: &str) -> Option<T> {
    let text = storage()?.get_item(name).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

/// Keeps a value under a name.
pub fn save<T: Serialize>(name: &str, value: &T) {
    let _ = try_save(name, value);
}

/// The device keeps nothing, or has no room left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StorageError;

/// The same for what must not get lost unnoticed.
pub fn try_save<T: Serialize>(name: &str, value: &T) -> Result<(), StorageError> {
    let text = serde_json::to_string(value).map_err(|_| StorageError)?;
    storage().ok_or(StorageError)?.set_item(name, &text).map_err(|_| StorageError)
}

/// The names that begin so.
pub fn keys(beginning: &str) -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    let names = (0..count).filter_map(|place| storage.key(place).ok().flatten());
    names.filter(|name| name.starts_with(beginning)).collect()
}

/// Forgets what is kept under a name.
pub fn remove(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(name);
    }
}
