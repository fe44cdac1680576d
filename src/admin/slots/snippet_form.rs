use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::choices::{Check, Choice, PageKinds};
use super::part::text_part;
use super::snippets_state::SnippetsPageState;
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::form_errors::{ErrorSummary, FormErrors};
use crate::admin::form_fields::{TextArea, TextField, ask_before_leaving};
use crate::admin::reauthentication::use_reauthenticator;
use crate::admin::toast::use_toaster;
use crate::api::admin::snippets::save_snippet;
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::placement::Switch;
use crate::model::admin::snippet::SnippetDraft;
use crate::model::error::Error;
use crate::model::slot::PageKind;
use crate::model::snippet::{SnippetConsent, SnippetPlace};

/// Renders the form of a snippet.
#[component]
pub fn SnippetForm(draft: SnippetDraft) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.snippets;
    let page = expect_context::<SnippetsPageState>();
    let (toaster, expiry, reauthenticator) = (use_toaster(), use_session_expiry(), use_reauthenticator());
    let errors = FormErrors::new();
    let known = StoredValue::new(draft.clone());
    let title = if draft.id.is_some() { draft.name.clone() } else { texts.new_title.to_owned() };
    let draft = RwSignal::new(draft);
    let is_sending = RwSignal::new(false);
    ask_before_leaving(move || known.with_value(|known| draft.with(|draft| draft != known)));
    let close = move || {
        page.open.set(None);
        browser::focus("snippets");
    };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if is_sending.get_untracked() {
            return;
        }
        is_sending.set(true);
        errors.clear();
        let edited = draft.get_untracked();
        let before = known.with_value(|known| known.id.is_some().then(|| known.clone()));
        spawn_local(async move {
            let answer = reauthenticator.attempt(|| save_snippet(edited.clone(), before.clone())).await;
            expiry.note(&answer);
            is_sending.try_set(false);
            match answer {
                Ok(snippets) => {
                    page.snippets.set(snippets);
                    toaster.tell(texts.saved);
                    close();
                }
                Err(error) => {
                    toaster.fail(match &error {
                        Error::Rejected(_) => all.placements.faulty.to_owned(),
                        error => error_text_in(all, error),
                    });
                    errors.show(&error);
                }
            }
        });
    };
    let places = [SnippetPlace::Head, SnippetPlace::Body].map(|place| (place, (texts.place_name)(place).to_owned()));
    view! {
        <form class="inline-form placement-form" on:submit=send aria-labelledby="snippet-form-title">
            <h2 id="snippet-form-title">{title}</h2>
            <TextField
                id="snippet-name"
                label=texts.name
                hint=texts.name_hint
                value=text_part(draft, |draft| &draft.name, |draft| &mut draft.name)
                errors
            />
            <Check
                id="snippet-on"
                label=texts.on
                is_on=Signal::derive(move || draft.with(|draft| draft.switch == Switch::On))
                on_change=Callback::new(move |on| {
                    draft.update(|draft| draft.switch = if on { Switch::On } else { Switch::Off });
                })
            />
            <TextArea
                id="snippet-source"
                label=texts.source
                hint=texts.source_hint
                value=text_part(draft, |draft| &draft.source, |draft| &mut draft.source)
                errors
                rows=8
            />
            <Check
                id="snippet-consent"
                label=texts.consent
                hint=texts.consent_hint
                is_on=Signal::derive(move || draft.with(|draft| draft.consent == SnippetConsent::Needed))
                on_change=Callback::new(move |on| draft.update(|draft| {
                    draft.consent = if on { SnippetConsent::Needed } else { SnippetConsent::NotNeeded };
                }))
            />
            <Choice
                id="snippet-place"
                label=texts.place
                choices=places.to_vec()
                value=Signal::derive(move || draft.with(|draft| draft.place))
                on_choice=Callback::new(move |place| draft.update(|draft| draft.place = place))
                errors
            />
            <PageKinds
                id="snippet-pages"
                offered=Signal::stored(PageKind::ALL.to_vec())
                chosen=Signal::derive(move || draft.with(|draft| draft.pages.clone()))
                on_change=Callback::new(move |pages| draft.update(|draft| draft.pages = pages))
                errors
            />
            <fieldset class="fields-column">
                <legend>{texts.hosts}</legend>
                <TextArea
                    id="snippet-script-hosts"
                    label=texts.script_hosts
                    hint=texts.script_hosts_hint
                    value=text_part(draft, |draft| &draft.script_hosts, |draft| &mut draft.script_hosts)
                    errors
                    rows=2
                />
                <TextArea
                    id="snippet-connect-hosts"
                    label=texts.connect_hosts
                    hint=texts.connect_hosts_hint
                    value=text_part(draft, |draft| &draft.connect_hosts, |draft| &mut draft.connect_hosts)
                    errors
                    rows=2
                />
                <TextArea
                    id="snippet-frame-hosts"
                    label=texts.frame_hosts
                    hint=texts.frame_hosts_hint
                    value=text_part(draft, |draft| &draft.frame_hosts, |draft| &mut draft.frame_hosts)
                    errors
                    rows=2
                />
            </fieldset>
            <ErrorSummary errors />
            <div class="actions">
                <button class="button" aria-busy=move || is_sending.get().to_string()>{all.layout.save}</button>
                <button type="button" class="button plain" on:click=move |_| close()>{all.layout.cancel}</button>
            </div>
        </form>
    }
}
