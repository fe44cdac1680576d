use leptos::prelude::*;

use crate::admin::form_errors::FormErrors;
use crate::model::admin::setting::{EditableSettings, Setting, SettingChange};

/// A setting in the form.
#[derive(Clone, Copy)]
pub struct SettingEntry {
    /// The value on the server.
    pub known: RwSignal<Setting>,
    pub value: RwSignal<String>,
    /// `Some` if the setting is to be reset to the value from file and environment, which is shown meanwhile.
    reset: RwSignal<Option<String>>,
}

/// State of the settings form.
#[derive(Clone, Copy)]
pub struct SettingsFormState {
    entries: StoredValue<Vec<SettingEntry>>,
    pub errors: FormErrors,
}

impl SettingsFormState {
    /// Creates the state from the current settings.
    pub fn new(board: &EditableSettings) -> SettingsFormState {
        let entry = |setting: &Setting| SettingEntry {
            known: RwSignal::new(setting.clone()),
            value: RwSignal::new(setting.value.clone()),
            reset: RwSignal::new(None),
        };
        let entries = StoredValue::new(board.settings.iter().map(entry).collect());
        SettingsFormState { entries, errors: FormErrors::new() }
    }

    /// Returns the setting with a name. `None` if it does not exist.
    pub fn find(self, name: &str) -> Option<SettingEntry> {
        let find = |entries: &Vec<SettingEntry>| {
            entries.iter().find(|entry| entry.known.with_untracked(|known| known.name == name)).copied()
        };
        self.entries.with_value(find)
    }

    /// Resets the form to the current settings.
    pub fn fill(self, board: &EditableSettings) {
        for setting in &board.settings {
            if let Some(entry) = self.find(&setting.name) {
                entry.known.set(setting.clone());
                entry.value.set(setting.value.clone());
                entry.reset.set(None);
            }
        }
    }

    /// Returns the changes to be saved.
    pub fn changes(self) -> Vec<SettingChange> {
        let entries = self.entries.get_value();
        let changed = entries.into_iter().filter(|entry| entry.is_changed());
        changed.map(SettingEntry::change).collect()
    }

    /// Returns the number of changed settings.
    pub fn count(self) -> usize {
        self.entries.get_value().into_iter().filter(|entry| entry.is_changed()).count()
    }
}

impl SettingEntry {
    /// Returns whether the setting is to be reset. Typing another value cancels the reset.
    pub fn is_reset(self) -> bool {
        self.reset.with(|reset| reset.as_ref() == Some(&self.value.get()))
    }

    /// Marks the setting to be reset to the value from file and environment on save.
    pub fn reset(self) {
        let given = self.known.with_untracked(|known| known.given.clone());
        self.value.set(given.clone());
        self.reset.set(Some(given));
    }

    fn is_changed(self) -> bool {
        self.is_reset() || self.known.with(|known| known.value != self.value.get())
    }

    fn change(self) -> SettingChange {
        let value = (!untrack(|| self.is_reset())).then(|| self.value.get_untracked());
        SettingChange { name: self.known.with_untracked(|known| known.name.clone()), value }
    }
}
