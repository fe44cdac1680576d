use leptos::prelude::*;
use leptos::task::spawn_local;

use super::fields::SettingSourceHint;
use super::form_state::SettingsFormState;
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::form_fields::TextArea;
use crate::admin::toast::use_toaster;
use crate::api::admin::settings::preview_promotion;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::setting::Setting;

/// Renders the promotional block's setting with a preview.
#[component]
pub fn PromotionSetting() -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.settings;
    let form = expect_context::<SettingsFormState>();
    let (toaster, expiry) = (use_toaster(), use_session_expiry());
    let name = "site.promotion";
    // Sanitized HTML, and the text that it was rendered from.
    let shown = RwSignal::new(None::<(String, String)>);
    form.find(name).map(|entry| {
        let toggle = move |_| {
            let text = entry.value.get_untracked();
            if shown.with_untracked(|shown| shown.as_ref().is_some_and(|(_, of)| *of == text)) {
                shown.set(None);
                return;
            }
            spawn_local(async move {
                let answer = preview_promotion(text.clone()).await;
                expiry.note(&answer);
                match answer {
                    Ok(html) => {
                        shown.try_set(Some((html, text)));
                    }
                    Err(error) => toaster.fail(error_text_in(all, &error)),
                }
            });
        };
        let is_stale = move || shown.with(|shown| shown.as_ref().is_some_and(|(_, of)| *of != entry.value.get()));
        view! {
            <div>
                <TextArea
                    id=Setting::id(name)
                    label=texts.promotion_text
                    hint=texts.promotion_text_hint
                    value=entry.value
                    errors=form.errors
                    rows=6
                />
                <SettingSourceHint entry label=texts.promotion />
            </div>
            <div>
                <button
                    type="button"
                    class="button quiet"
                    aria-expanded=move || shown.with(Option::is_some).to_string()
                    aria-controls="promotion-preview"
                    on:click=toggle
                >
                    {texts.preview}
                </button>
            </div>
            <div id="promotion-preview" aria-live="polite">
                {move || shown.get().map(|(html, _)| view! {
                    <div class="preview" class:stale=is_stale><div class="prose" inner_html=html></div></div>
                })}
            </div>
        }
    })
}
