use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::AccountPageState;
use crate::admin::author_fields::{AuthorFields, PortraitPicker};
use crate::admin::error_page::use_session_expiry;
use crate::admin::form_errors::{ErrorSummary, FormErrors};
use crate::admin::form_fields::{SelectField, TextField};
use crate::admin::reauthentication::use_reauthenticator;
use crate::admin::toast::use_toaster;
use crate::api::admin::account::save_profile;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::account::Profile;
use crate::model::admin::post::BodyFormat;

/// Renders the form with name, email address and author page.
#[component]
pub fn ProfileSection() -> impl IntoView {
    let texts = &use_admin_texts().account;
    let (page, toaster, expiry) = (expect_context::<AccountPageState>(), use_toaster(), use_session_expiry());
    let reauthenticator = use_reauthenticator();
    let errors = FormErrors::new();
    let formats = &use_admin_texts().formats;
    let choices = [("", formats.as_site), ("visual", formats.visual), ("markdown", formats.markdown)];
    let choices = choices.map(|(value, name)| (value.to_owned(), name.to_owned())).to_vec();
    let is_sending = RwSignal::new(false);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if is_sending.get_untracked() {
            return;
        }
        is_sending.set(true);
        errors.clear();
        let profile = Profile {
            name: page.name.get_untracked(),
            email: page.email.get_untracked(),
            author: page.author.profile(),
            body_format: page.body_format.with_untracked(|name| BodyFormat::from_name(name)),
        };
        spawn_local(async move {
            let answer = reauthenticator.attempt(|| save_profile(profile.clone())).await;
            expiry.note(&answer);
            is_sending.try_set(false);
            match answer {
                Ok(()) => toaster.tell(texts.profile_saved),
                Err(error) => errors.show(&error),
            }
        });
    };
    view! {
        <section class="group" aria-labelledby="account-you">
            <header><h2 id="account-you">{texts.you}</h2></header>
            <form class="fields-column" novalidate on:submit=send>
                <ErrorSummary errors />
                <TextField
                    id="name"
                    label=texts.name
                    autocomplete="name"
                    value=page.name
                    required=true
                    errors
                />
                <TextField
                    id="email"
                    label=texts.email
                    kind="email"
                    autocomplete="email"
                    value=page.email
                    required=true
                    errors
                />
                <AuthorFields values=page.author errors />
                <SelectField
                    id="body-format"
                    label=formats.new_posts
                    hint=formats.new_posts_hint
                    value=page.body_format
                    choices
                    errors
                />
                <div>
                    <button class="button" aria-busy=move || is_sending.get().to_string()>
                        {use_admin_texts().layout.save}
                    </button>
                </div>
            </form>
            <PortraitPicker values=page.author />
        </section>
    }
}
