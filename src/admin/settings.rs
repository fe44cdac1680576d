//! The settings page.

mod fields;
mod form_state;
mod mail_server;
mod promotion_setting;
mod sample_removal;
mod search_engine_settings;

pub use fields::{ChoiceSetting, SettingSourceHint, SettingsGroup, TextSetting};
pub use form_state::{SettingEntry, SettingsFormState};

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::error_page::{error_text_in, use_session_expiry};
use super::form_errors::ErrorSummary;
use super::form_fields::{Field, ask_before_leaving};
use super::layout::PageHeading;
use super::reauthentication::use_reauthenticator;
use super::resource_view::resource_view;
use super::toast::use_toaster;
use crate::api::admin::settings::{read_settings, save_settings};
use crate::browser::{self, storage};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::setting::EditableSettings;
use crate::model::error::Error;
use fields::ModerationSetting;
use mail_server::{MailServerPanel, MailServerSettings};
use promotion_setting::PromotionSetting;
use sample_removal::SampleRemoval;
use search_engine_settings::SearchEngineSettings;

/// Storage key of a flag that survives the reload, after which the success message is shown.
const SAVED: &str = "longan-settings-saved";

/// Renders `/admin/settings`.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let texts = &use_admin_texts().settings;
    let board = Resource::new(|| (), |()| read_settings());
    view! {
        <PageHeading title=texts.title />
        <SampleRemoval />
        {resource_view(board, |board| view! { <SettingsForm board /> })}
        <MailServerPanel />
    }
}

#[component]
fn SettingsForm(board: EditableSettings) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.settings;
    let (toaster, expiry, reauthenticator) = (use_toaster(), use_session_expiry(), use_reauthenticator());
    let form = SettingsFormState::new(&board);
    provide_context(form);
    ask_before_leaving(move || form.count() > 0);
    let EditableSettings { zones, address, now, .. } = board;
    let now = RwSignal::new(now.text);
    let is_sending = RwSignal::new(false);
    Effect::new(move || {
        if storage::load::<bool>(SAVED).is_some() {
            storage::remove(SAVED);
            toaster.tell(texts.saved);
        }
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if is_sending.get_untracked() {
            return;
        }
        let changes = form.changes();
        is_sending.set(true);
        form.errors.clear();
        spawn_local(async move {
            // These are also shown in the layout, so the page is reloaded.
            let frame = ["site.title", "site.language", "site.time_zone"];
            let is_framed = changes.iter().any(|change| frame.contains(&change.name.as_str()));
            let answer = reauthenticator.attempt(|| save_settings(changes.clone())).await;
            expiry.note(&answer);
            is_sending.try_set(false);
            match answer {
                Ok(board) if is_framed => {
                    form.fill(&board);
                    storage::save(SAVED, &true);
                    browser::reload();
                }
                Ok(board) => {
                    now.set(board.now.text.clone());
                    form.fill(&board);
                    toaster.tell(texts.saved);
                }
                Err(error) => {
                    toaster.fail(match &error {
                        Error::Rejected(_) => texts.faulty.to_owned(),
                        error => error_text_in(all, error),
                    });
                    form.errors.show(&error);
                }
            }
        });
    };
    let state = move || {
        let count = form.count();
        (count > 0).then(|| view! { <span class="save-state unsaved">{(texts.unsaved)(count)}</span> })
    };
    let languages = vec![("vi".to_owned(), "Tiếng Việt".to_owned()), ("en".to_owned(), "English".to_owned())];
    let formats = &all.formats;
    let ways = [("visual", formats.visual), ("markdown", formats.markdown)];
    let previews = &all.link_previews;
    let policies = [("off", previews.off), ("on", previews.on)];
    let policies = policies.map(|(value, name)| (value.to_owned(), name.to_owned())).to_vec();
    let ways = ways.map(|(value, name)| (value.to_owned(), name.to_owned())).to_vec();
    let websites = [("off", texts.websites_off), ("on", texts.websites_on)];
    let websites = websites.map(|(value, name)| (value.to_owned(), name.to_owned())).to_vec();
    let zones = zones.into_iter().map(|zone| (zone.name, zone.label)).collect::<Vec<_>>();
    let address = if address.is_empty() { texts.address_any.to_owned() } else { address };
    view! {
        <form class="settings-form" on:submit=send>
            <SettingsGroup id="group-site" title=texts.site hint=texts.site_hint>
                <TextSetting name="site.title" label=texts.site_title />
                <TextSetting name="site.tagline" label=texts.tagline />
                <ChoiceSetting name="site.language" label=texts.language hint=texts.language_hint choices=languages />
                <ChoiceSetting
                    name="site.time_zone"
                    label=texts.time_zone
                    hint=Signal::derive(move || (texts.now)(&now.get()))
                    choices=zones
                />
                <Field id="site-address" label=texts.address hint=texts.address_hint errors=form.errors>
                    <input type="text" id="site-address" readonly value=address aria-describedby="site-address-hint" />
                </Field>
            </SettingsGroup>
            <SettingsGroup id="group-reading" title=texts.reading>
                <TextSetting name="site.posts_per_page" label=texts.posts_per_page digits=true />
                <TextSetting name="site.latest_posts" label=texts.latest_posts digits=true />
            </SettingsGroup>
            <SettingsGroup id="group-writing" title=formats.writing>
                <ChoiceSetting
                    name="site.body_format"
                    label=formats.new_posts
                    hint=formats.site_hint
                    choices=ways
                />
                <ChoiceSetting
                    name="site.link_previews"
                    label=previews.setting
                    hint=previews.setting_hint
                    choices=policies
                />
            </SettingsGroup>
            <SettingsGroup id="group-comments" title=texts.comments hint=texts.comments_hint>
                <ModerationSetting />
                <TextSetting
                    name="comments.close_after_days"
                    label=texts.close_after_days
                    hint=texts.close_after_days_hint
                    digits=true
                />
                <TextSetting name="comments.links" label=texts.links digits=true />
                <TextSetting
                    name="comments.spam_threshold"
                    label=texts.spam_threshold
                    hint=texts.spam_threshold_hint
                    digits=true
                />
                <ChoiceSetting
                    name="comments.websites"
                    label=texts.websites
                    hint=texts.websites_hint
                    choices=websites
                />
            </SettingsGroup>
            <SettingsGroup id="group-media" title=texts.media hint=texts.media_hint>
                <TextSetting name="media.audio_megabytes" label=texts.audio_megabytes digits=true />
                <TextSetting name="media.video_megabytes" label=texts.video_megabytes digits=true />
                <TextSetting name="media.document_megabytes" label=texts.document_megabytes digits=true />
            </SettingsGroup>
            <SearchEngineSettings />
            <SettingsGroup id="group-promotion" title=texts.promotion hint=texts.promotion_hint>
                <PromotionSetting />
            </SettingsGroup>
            <MailServerSettings />
            <ErrorSummary errors=form.errors />
            <div class="save-bar">
                <button class="button" aria-busy=move || is_sending.get().to_string()>{texts.save}</button>
                <span role="status">{state}</span>
            </div>
        </form>
    }
}
