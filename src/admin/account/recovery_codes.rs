use leptos::prelude::*;
use leptos::task::spawn_local;

use super::AccountPageState;
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::icon::{Icon, IconImage};
use crate::admin::reauthentication::use_reauthenticator;
use crate::admin::toast::use_toaster;
use crate::api::admin::account::renew_codes;
use crate::browser;
use crate::i18n::admin::use_admin_texts;

/// Renders the number of unused recovery codes. New codes are shown once.
#[component]
pub fn RecoveryCodesSection(left: i64, has_passkeys: bool) -> impl IntoView {
    let texts = use_admin_texts();
    let (words, page, toaster, expiry) =
        (&texts.account, expect_context::<AccountPageState>(), use_toaster(), use_session_expiry());
    let reauthenticator = use_reauthenticator();
    let renew = move |_| {
        spawn_local(async move {
            let answer = reauthenticator.attempt(renew_codes).await;
            expiry.note(&answer);
            match answer {
                Ok(codes) => {
                    page.codes.try_set(codes);
                    page.account.refetch();
                    request_animation_frame(|| browser::reveal("account-codes"));
                }
                Err(error) => toaster.fail(error_text_in(texts, &error)),
            }
        });
    };
    let copy = move |_| {
        if browser::copy(&page.codes.get_untracked().join("\n")) {
            toaster.tell(words.codes_copied);
        }
    };
    // Codes contain only letters, digits and dashes, so they need no encoding.
    let file = move || format!("data:text/plain,{}%0A", page.codes.get().join("%0A"));
    let fresh = move || {
        let items = page.codes.get().into_iter().map(|code| view! { <li>{code}</li> }).collect_view();
        view! {
            <p>{words.codes_hint}</p>
            <ul class="recovery-codes">{items}</ul>
            <div class="banner caution" role="status">
                <div class="text">{words.codes_leaving}</div>
                <div class="actions">
                    <a class="button quiet" download="recovery-codes.txt" href=file rel="external">
                        <IconImage icon=Icon::Download />{texts.layout.save}
                    </a>
                    <button type="button" class="button plain" on:click=copy>{words.codes_copy}</button>
                </div>
            </div>
        }
    };
    let count = if has_passkeys { (words.codes_left)(left) } else { words.codes_none.to_owned() };
    view! {
        <section class="group" aria-labelledby="account-codes">
            <header><h2 id="account-codes">{words.codes}</h2></header>
            <div class="fields-column">
                <p>{count}</p>
                <Show when=move || !page.codes.read().is_empty()>{fresh}</Show>
                {has_passkeys.then(|| view! {
                    <div>
                        <button type="button" class="button quiet" on:click=renew>{words.codes_renew}</button>
                        <p class="hint">{words.codes_renew_hint}</p>
                    </div>
                })}
            </div>
        </section>
    }
}
