//! The site's settings.

mod group;
mod promotion;
mod work;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::failure::{explain_in, use_expiry};
use super::field::{Summary, ask_before_leaving};
use super::layout::Heading;
use super::loaded::loaded;
use super::toast::use_toaster;
use crate::api::admin::settings::{read_settings, save_settings};
use crate::browser::{self, storage};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::setting::Board;
use crate::model::error::Error;
use group::{Choice, Group, Line, Moderation};
use promotion::Promotion;
use work::Work;

/// Kept while the page is fetched anew, so that it can say then that all is saved.
const SAVED: &str = "longan-settings-saved";

/// `/admin/settings`
#[component]
pub fn SettingsPage() -> impl IntoView {
    let texts = &use_admin_texts().settings;
    let board = Resource::new(|| (), |()| read_settings());
    view! {
        <Heading title=texts.title />
        {loaded(board, |board| view! { <Form board /> })}
    }
}

#[component]
fn Form(board: Board) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.settings;
    let (toaster, expiry) = (use_toaster(), use_expiry());
    let work = Work::new(&board);
    provide_context(work);
    ask_before_leaving(move || work.count() > 0);
    let Board { zones, address, now, .. } = board;
    let now = RwSignal::new(now.text);
    let is_sending = RwSignal::new(false);
    Effect::new(move || {
        if storage::recall::<bool>(SAVED).is_some() {
            storage::forget(SAVED);
            toaster.tell(texts.saved);
        }
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if is_sending.get_untracked() {
            return;
        }
        let changes = work.changes();
        is_sending.set(true);
        work.faults.clear();
        spawn_local(async move {
            // The frame around the page says these, too.
            let frame = ["site.title", "site.language", "site.time_zone"];
            let is_framed = changes.iter().any(|change| frame.contains(&change.name.as_str()));
            let answer = save_settings(changes).await;
            expiry.note(&answer);
            is_sending.try_set(false);
            match answer {
                Ok(board) if is_framed => {
                    work.fill(&board);
                    storage::keep(SAVED, &true);
                    browser::reload();
                }
                Ok(board) => {
                    now.set(board.now.text.clone());
                    work.fill(&board);
                    toaster.tell(texts.saved);
                }
                Err(error) => {
                    toaster.fail(match &error {
                        Error::Rejected(_) => texts.faulty.to_owned(),
                        error => explain_in(all, error),
                    });
                    work.faults.show(&error);
                }
            }
        });
    };
    let state = move || {
        let count = work.count();
        (count > 0).then(|| view! { <span class="save-state unsaved">{(texts.unsaved)(count)}</span> })
    };
    let languages = vec![("vi".to_owned(), "Tiếng Việt".to_owned()), ("en".to_owned(), "English".to_owned())];
    let zones = zones.into_iter().map(|zone| (zone.name, zone.label)).collect::<Vec<_>>();
    let address = if address.is_empty() { texts.address_any.to_owned() } else { address };
    view! {
        <form class="settings-form" on:submit=send>
            <Group id="group-site" title=texts.site hint=texts.site_hint>
                <Line name="site.title" label=texts.site_title />
                <Line name="site.tagline" label=texts.tagline />
                <Choice name="site.language" label=texts.language hint=texts.language_hint.to_owned() choices=languages />
                <Choice
                    name="site.time_zone"
                    label=texts.time_zone
                    hint=Signal::derive(move || (texts.now)(&now.get()))
                    choices=zones
                />
                <div class="field">
                    <label for="site-address">{texts.address}</label>
                    <input type="text" id="site-address" readonly value=address aria-describedby="site-address-hint" />
                    <p class="hint" id="site-address-hint">{texts.address_hint}</p>
                </div>
            </Group>
            <Group id="group-reading" title=texts.reading>
                <Line name="site.posts_per_page" label=texts.posts_per_page digits=true />
                <Line name="site.latest_posts" label=texts.latest_posts digits=true />
            </Group>
            <Group id="group-comments" title=texts.comments hint=texts.comments_hint>
                <Moderation />
                <Line
                    name="comments.close_after_days"
                    label=texts.close_after_days
                    hint=texts.close_after_days_hint
                    digits=true
                />
                <Line name="comments.links" label=texts.links digits=true />
                <Line
                    name="comments.spam_threshold"
                    label=texts.spam_threshold
                    hint=texts.spam_threshold_hint
                    digits=true
                />
            </Group>
            <Group id="group-promotion" title=texts.promotion hint=texts.promotion_hint>
                <Promotion />
            </Group>
            <Summary faults=work.faults />
            <div class="save-bar">
                <button class="button" aria-busy=move || is_sending.get().to_string()>{texts.save}</button>
                <span role="status">{state}</span>
            </div>
        </form>
    }
}
