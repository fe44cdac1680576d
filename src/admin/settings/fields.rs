use leptos::prelude::*;

use super::form_state::{SettingEntry, SettingsFormState};
use crate::admin::form_fields::{SelectField, TextField};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::setting::{Setting, SettingSource};

/// Renders a group of settings.
#[component]
pub fn SettingsGroup(
    id: &'static str,
    title: &'static str,
    #[prop(optional)] hint: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="group" aria-labelledby=id>
            <header>
                <h2 id=id>{title}</h2>
                {(!hint.is_empty()).then(|| view! { <p class="hint">{hint}</p> })}
            </header>
            <div class="fields-column">{children()}</div>
        </section>
    }
}

/// Renders a text or number setting; nothing if the setting does not exist.
#[component]
pub fn TextSetting(
    name: &'static str,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    #[prop(optional)] digits: bool,
) -> impl IntoView {
    let form = expect_context::<SettingsFormState>();
    form.find(name).map(|entry| {
        view! {
            <div>
                <TextField id=Setting::id(name) label hint value=entry.value errors=form.errors digits />
                <SettingSourceHint entry label />
            </div>
        }
    })
}

/// Renders a setting with several choices.
#[component]
pub fn ChoiceSetting(
    name: &'static str,
    label: &'static str,
    #[prop(into)] hint: Signal<String>,
    choices: Vec<(String, String)>,
) -> impl IntoView {
    let form = expect_context::<SettingsFormState>();
    form.find(name).map(|entry| {
        view! {
            <div>
                <SelectField id=Setting::id(name) label hint value=entry.value choices errors=form.errors />
                <SettingSourceHint entry label />
            </div>
        }
    })
}

/// Renders the setting for which commenters are moderated.
#[component]
pub fn ModerationSetting() -> impl IntoView {
    let texts = &use_admin_texts().settings;
    let form = expect_context::<SettingsFormState>();
    form.find("comments.moderation").map(|entry| {
        let choices = [
            ("first-time", texts.first_time, texts.first_time_hint),
            ("everyone", texts.everyone, texts.everyone_hint),
            ("nobody", texts.nobody, texts.nobody_hint),
        ];
        let choices = choices.map(|(value, label, hint)| {
            let is_chosen = move || entry.value.with(|chosen| chosen == value);
            view! {
                <label>
                    <input
                        type="radio"
                        name="comments-moderation"
                        value=value
                        checked=untrack(is_chosen)
                        prop:checked=is_chosen
                        on:change=move |_| entry.value.set(value.to_owned())
                    />
                    <span>{label}<span class="hint">{hint}</span></span>
                </label>
            }
        });
        view! {
            <div>
                <fieldset class="field" id="comments-moderation">
                    <legend>{texts.moderation}</legend>
                    <div class="choices">{choices}</div>
                </fieldset>
                <SettingSourceHint entry label=texts.moderation />
            </div>
        }
    })
}

/// Renders the source of a value, and the button that resets it.
#[component]
pub fn SettingSourceHint(entry: SettingEntry, label: &'static str) -> impl IntoView {
    let texts = &use_admin_texts().settings;
    let origin = move || match entry.known.with(|known| known.origin.clone()) {
        _ if entry.is_reset() => texts.will_reset.to_owned(),
        SettingSource::Default => texts.from_default.to_owned(),
        SettingSource::File => texts.from_file.to_owned(),
        SettingSource::Environment(name) => (texts.from_variable)(&name),
        SettingSource::Import => texts.from_import.to_owned(),
        SettingSource::Stored => texts.from_here.to_owned(),
    };
    let can_reset = move || entry.known.with(|known| known.origin == SettingSource::Stored) && !entry.is_reset();
    let describe = move || (texts.reset)(label, &entry.known.with(|known| shorten(&known.given)));
    view! {
        <p class="hint setting-source">
            {origin}
            <Show when=can_reset>
                " "
                <button type="button" class="button plain" aria-label=describe title=describe on:click=move |_| entry.reset()>
                    {texts.reset_short}
                </button>
            </Show>
        </p>
    }
}

/// Shortens a text.
fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
