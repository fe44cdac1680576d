use leptos::prelude::*;

use crate::admin::form_fields::Field;
use crate::admin::settings::{SettingSourceHint, SettingsFormState};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::setting::Setting;
use crate::model::identity::{Color, DARK, LIGHT, Theme};

/// Renders the accent color, and how readable it is in both themes.
#[component]
pub fn ColorSetting() -> impl IntoView {
    let texts = &use_admin_texts().appearance;
    let form = expect_context::<SettingsFormState>();
    let name = "identity.accent";
    form.find(name).map(|entry| {
        let id = Setting::id(name);
        let described_by = form.errors.described_by(id.clone(), true);
        let aria_invalid = form.errors.aria_invalid(id.clone());
        let color = Memo::new(move |_| entry.value.with(|text| text.trim().parse::<Color>().ok()));
        let shown = move || color.get().unwrap_or(LIGHT.default_accent).to_string();
        let set = move |text: String| entry.value.set(text);
        view! {
            <div>
                <Field id=id.clone() label=texts.accent hint=texts.accent_hint errors=form.errors>
                    <div class="color-field">
                        <input
                            type="color"
                            aria-label=texts.choose_color
                            value=untrack(shown)
                            prop:value=shown
                            on:input:target=move |event| set(event.target().value())
                        />
                        <input
                            type="text"
                            class="input"
                            id=id
                            maxlength="7"
                            spellcheck="false"
                            autocomplete="off"
                            value=entry.value.get_untracked()
                            prop:value=entry.value
                            on:input:target=move |event| set(event.target().value())
                            aria-describedby=described_by
                            aria-invalid=aria_invalid
                        />
                    </div>
                </Field>
                <ul class="contrast" aria-live="polite">
                    {move || color.get().map(|color| [(LIGHT, texts.light), (DARK, texts.dark)].map(|(theme, name)| {
                        view! { <Verdict theme name color /> }
                    }))}
                </ul>
                <SettingSourceHint entry label=texts.accent />
            </div>
        }
    })
}

/// Renders whether a color is readable in a theme, and which one is used.
#[component]
fn Verdict(theme: Theme, name: &'static str, color: Color) -> impl IntoView {
    let texts = use_admin_texts();
    let number = |contrast: f64| (texts.appearance.ratio)((contrast * 10.0).floor() / 10.0);
    let used = theme.readable(color);
    let contrast = number(theme.contrast(color));
    let text = match used == color {
        true => (texts.appearance.readable)(name, &contrast),
        false => (texts.appearance.replaced)(name, &contrast, &used.to_string(), &number(theme.contrast(used))),
    };
    // Attributes of SVG, since the Content-Security-Policy allows no style attributes.
    view! {
        <li>
            <svg class="swatch" viewBox="0 0 24 24" aria-hidden="true">
                <rect width="24" height="24" fill=theme.paper().to_string()></rect>
                <circle cx="12" cy="12" r="8" fill=used.to_string()></circle>
            </svg>
            <span>{text}</span>
        </li>
    }
}
