use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::admin::dialog::ConfirmationDialog;
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::toast::use_toaster;
use crate::api::admin::sample::{has_sample, remove_sample};
use crate::i18n::admin::use_admin_texts;

/// Renders the offer to remove the sample content, as long as there is any.
#[component]
pub fn SampleRemoval() -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.settings;
    let (toaster, expiry) = (use_toaster(), use_session_expiry());
    let is_there = RwSignal::new(false);
    let asking = RwSignal::new(false);
    Effect::new(move || {
        spawn_local(async move {
            // Errors are ignored: the offer is not needed for anything else on the page.
            if let Ok(found) = has_sample().await {
                is_there.try_set(found);
            }
        });
    });
    let remove = Callback::new(move |()| {
        spawn_local(async move {
            let answer = remove_sample().await;
            expiry.note(&answer);
            match answer {
                Ok(count) => {
                    is_there.try_set(false);
                    toaster.tell((texts.sample_removed)(count));
                }
                Err(error) => toaster.fail(error_text_in(all, &error)),
            }
        });
    });
    view! {
        <Show when=move || is_there.get()>
            <section class="banner note sample-removal" aria-labelledby="sample-title">
                <div class="text"><strong id="sample-title">{texts.sample}</strong> " " {texts.sample_hint}</div>
                <div class="actions">
                    <button type="button" class="button quiet" on:click=move |_| asking.set(true)>
                        {texts.sample_remove}
                    </button>
                </div>
            </section>
        </Show>
        <ConfirmationDialog
            id="remove-sample"
            title=texts.sample_remove
            text=Signal::stored(texts.sample_question.to_owned())
            action=texts.sample_remove
            open=asking
            on_confirm=remove
        />
    }
}
