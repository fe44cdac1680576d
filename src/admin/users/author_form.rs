use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::UsersPageState;
use super::forms::CancelUserForm;
use crate::admin::author_fields::{AuthorFieldValues, AuthorFields, PortraitPicker};
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::form_errors::{ErrorSummary, FormErrors};
use crate::admin::toast::use_toaster;
use crate::api::admin::users::{read_author_profile, save_author_profile};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::user::UserSummary;

/// Renders the form for a user's author page.
#[component]
pub fn AuthorForm(member: UserSummary) -> impl IntoView {
    let texts = use_admin_texts();
    let (page, toaster, expiry) = (expect_context::<UsersPageState>(), use_toaster(), use_session_expiry());
    let (errors, values) = (FormErrors::new(), AuthorFieldValues::new());
    let is_ready = RwSignal::new(false);
    let id = member.id;
    spawn_local(async move {
        let answer = read_author_profile(id).await;
        expiry.note(&answer);
        match answer {
            Ok(profile) => {
                values.fill(profile);
                is_ready.try_set(true);
            }
            Err(error) => toaster.fail(error_text_in(texts, &error)),
        }
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        errors.clear();
        let profile = values.profile();
        spawn_local(async move {
            let answer = save_author_profile(id, profile).await;
            expiry.note(&answer);
            match answer {
                Ok(()) => {
                    page.open.try_set(None);
                    toaster.tell(texts.authors.saved);
                }
                Err(error) => errors.show(&error),
            }
        });
    };
    view! {
        <form class="inline-form" aria-labelledby="user-form-title" novalidate on:submit=send>
            <ErrorSummary errors />
            <Show when=move || is_ready.get()><AuthorFields values errors /></Show>
            <div class="actions">
                <button class="button" disabled=move || !is_ready.get()>{texts.layout.save}</button>
                <CancelUserForm />
            </div>
        </form>
        <PortraitPicker values />
    }
}
