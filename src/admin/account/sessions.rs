use leptos::prelude::*;
use leptos::task::spawn_local;

use super::AccountPageState;
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::icon::{Icon, IconImage};
use crate::admin::reauthentication::use_reauthenticator;
use crate::admin::toast::use_toaster;
use crate::api::admin::account::{end_all_sessions, end_session};
use crate::browser::history;
use crate::i18n::admin::account::AccountTexts;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::admin::account::SessionSummary;

/// Renders the list of the user's sessions.
#[component]
pub fn SessionsSection(sessions: Vec<SessionSummary>) -> impl IntoView {
    let texts = use_admin_texts();
    let (words, toaster, expiry) = (&texts.account, use_toaster(), use_session_expiry());
    let reauthenticator = use_reauthenticator();
    let end_all = move |_| {
        spawn_local(async move {
            let answer = reauthenticator.attempt(end_all_sessions).await;
            expiry.note(&answer);
            match answer {
                Ok(()) => history::load(AdminAddress::Login.path()),
                Err(error) => toaster.fail(error_text_in(texts, &error)),
            }
        });
    };
    view! {
        <section class="group" id="sessions" aria-labelledby="account-sessions">
            <header><h2 id="account-sessions">{words.sessions}</h2></header>
            <div class="fields-column">
                <table class="admin-table" role="table">
                    <thead>
                        <tr>
                            <th scope="col">{words.device}</th>
                            <th scope="col">{words.active}</th>
                            <th scope="col" class="end">{words.actions}</th>
                        </tr>
                    </thead>
                    <tbody>{sessions.into_iter().map(|session| view! { <SessionItem session /> }).collect_view()}</tbody>
                </table>
                <div>
                    <button type="button" class="button danger" on:click=end_all>
                        <IconImage icon=Icon::LogOut />{words.end_all}
                    </button>
                </div>
            </div>
        </section>
    }
}

#[component]
fn SessionItem(session: SessionSummary) -> impl IntoView {
    let texts = use_admin_texts();
    let (words, page, toaster, expiry) =
        (&texts.account, expect_context::<AccountPageState>(), use_toaster(), use_session_expiry());
    let reauthenticator = use_reauthenticator();
    let device = device_name(&session.browser, &session.system, words);
    let end = move |id: String| {
        spawn_local(async move {
            let answer = reauthenticator.attempt(|| end_session(id.clone())).await;
            expiry.note(&answer);
            match answer {
                Ok(()) => {
                    toaster.tell(words.session_ended);
                    page.account.refetch();
                }
                Err(error) => toaster.fail(error_text_in(texts, &error)),
            }
        });
    };
    let label = (words.end_session_on)(&device);
    let SessionSummary { id, is_this, address, since, used, .. } = session;
    let button = (!is_this).then(|| {
        view! {
            <button type="button" class="button plain danger" aria-label=label on:click=move |_| end(id.clone())>
                {words.end_session}
            </button>
        }
    });
    let active = match is_this {
        true => view! { {words.in_use} }.into_any(),
        false => view! { <time datetime=used.iso>{used.text}</time> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">
                <span class="name">
                    {device} {is_this.then(|| view! { " " <span class="label-badge">{words.this_session}</span> })}
                </span>
                <span class="hint">{(words.since)(&address, &since.text)}</span>
            </th>
            <td data-label=words.active>{active}</td>
            <td class="end"><div class="actions">{button}</div></td>
        </tr>
    }
}

/// Returns the display name of a browser.
pub fn device_name(browser: &str, system: &str, words: &AccountTexts) -> String {
    match (browser, system) {
        ("", "") => words.unknown_device.to_owned(),
        ("", one) | (one, "") => one.to_owned(),
        (browser, system) => (words.browser_on)(browser, system),
    }
}
