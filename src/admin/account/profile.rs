use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::{Desk, Entry};
use crate::admin::failure::use_expiry;
use crate::admin::field::{Faults, Summary, TextArea};
use crate::admin::reauthentication::use_reauthenticator;
use crate::admin::toast::use_toaster;
use crate::api::admin::account::save_profile;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::account::Profile;

/// Name, email address, biography.
#[component]
pub fn ProfileSection() -> impl IntoView {
    let texts = &use_admin_texts().account;
    let (desk, toaster, expiry) = (expect_context::<Desk>(), use_toaster(), use_expiry());
    let reauthenticator = use_reauthenticator();
    let faults = Faults::new();
    let is_sending = RwSignal::new(false);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if is_sending.get_untracked() {
            return;
        }
        is_sending.set(true);
        faults.clear();
        let profile = Profile {
            name: desk.name.get_untracked(),
            email: desk.email.get_untracked(),
            biography: desk.biography.get_untracked(),
        };
        spawn_local(async move {
            let answer = reauthenticator.attempt(|| save_profile(profile.clone())).await;
            expiry.note(&answer);
            is_sending.try_set(false);
            match answer {
                Ok(()) => toaster.tell(texts.profile_saved),
                Err(error) => faults.show(&error),
            }
        });
    };
    view! {
        <section class="group" aria-labelledby="account-you">
            <header><h2 id="account-you">{texts.you}</h2></header>
            <form class="fields-column" novalidate on:submit=send>
                <Summary faults />
                <Entry id="name" label=texts.name kind="text" autocomplete="name" value=desk.name faults />
                <Entry id="email" label=texts.email kind="email" autocomplete="email" value=desk.email faults />
                <TextArea
                    id="biography"
                    label=texts.biography
                    hint=texts.biography_hint.to_owned()
                    value=desk.biography
                    faults
                />
                <div>
                    <button class="button" aria-busy=move || is_sending.get().to_string()>
                        {use_admin_texts().desk.save}
                    </button>
                </div>
            </form>
        </section>
    }
}
