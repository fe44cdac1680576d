//! The page "Appearance": the site's identity, with a preview.

mod color_setting;
mod groups;
mod picture_setting;
mod preview;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::dialog::ConfirmationDialog;
use super::error_page::{error_text_in, use_session_expiry};
use super::form_errors::ErrorSummary;
use super::form_fields::ask_before_leaving;
use super::layout::PageHeading;
use super::resource_view::resource_view;
use super::settings::SettingsFormState;
use super::toast::use_toaster;
use crate::api::admin::appearance::{read_appearance, reset_appearance, save_appearance};
use crate::i18n::admin::use_admin_texts;
use crate::model::error::Error;
use crate::model::identity::Appearance;
use groups::{CssGroup, FacesGroup, FooterGroup, HeaderGroup, ImprintGroup, LogoGroup, LookGroup, ProfilesGroup};
use picture_setting::{PictureChoice, PictureDialog};
use preview::AppearancePreview;

/// Renders `/admin/appearance`.
#[component]
pub fn AppearancePage() -> impl IntoView {
    let texts = &use_admin_texts().appearance;
    let appearance = Resource::new(|| (), |()| read_appearance());
    view! {
        <PageHeading title=texts.title subtitle=Signal::stored(texts.hint.to_owned()) />
        {resource_view(appearance, |appearance| view! { <AppearanceForm appearance /> })}
    }
}

#[component]
fn AppearanceForm(appearance: Appearance) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.settings;
    let (toaster, expiry) = (use_toaster(), use_session_expiry());
    let Appearance { board, article } = appearance;
    let form = SettingsFormState::new(&board);
    provide_context(form);
    let choice = PictureChoice::new();
    provide_context(choice);
    ask_before_leaving(move || form.count() > 0);
    let is_sending = RwSignal::new(false);
    let note = move |answer: Result<Appearance, Error>, done: &'static str| {
        expiry.note(&answer);
        is_sending.try_set(false);
        match answer {
            Ok(appearance) => {
                form.fill(&appearance.board);
                toaster.tell(done);
            }
            Err(error) => {
                toaster.fail(match &error {
                    Error::Rejected(_) => texts.faulty.to_owned(),
                    error => error_text_in(all, error),
                });
                form.errors.show(&error);
            }
        }
    };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if is_sending.get_untracked() {
            return;
        }
        let changes = form.changes();
        is_sending.set(true);
        form.errors.clear();
        spawn_local(async move { note(save_appearance(changes).await, texts.saved) });
    };
    let is_asking = RwSignal::new(false);
    let reset = Callback::new(move |()| {
        form.errors.clear();
        spawn_local(async move { note(reset_appearance().await, all.appearance.reset_done) });
    });
    let state = move || {
        let count = form.count();
        (count > 0).then(|| view! { <span class="save-state unsaved">{(texts.unsaved)(count)}</span> })
    };
    view! {
        <div class="appearance">
            <form class="settings-form" on:submit=send>
                <LookGroup />
                <HeaderGroup />
                <LogoGroup />
                <FacesGroup />
                <FooterGroup />
                <ImprintGroup />
                <ProfilesGroup />
                <CssGroup />
                <ErrorSummary errors=form.errors />
                <div class="save-bar">
                    <button class="button" aria-busy=move || is_sending.get().to_string()>{texts.save}</button>
                    <button type="button" class="button quiet" on:click=move |_| is_asking.set(true)>
                        {all.appearance.reset}
                    </button>
                    <span role="status">{state}</span>
                </div>
            </form>
            <AppearancePreview article />
        </div>
        <PictureDialog choice />
        <ConfirmationDialog
            id="reset-appearance"
            title=all.appearance.reset
            text=Signal::stored(all.appearance.reset_question.to_owned())
            action=all.appearance.reset
            open=is_asking
            on_confirm=reset
        />
    }
}
