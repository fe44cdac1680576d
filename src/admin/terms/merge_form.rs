use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::page_state::{TermsPageState, button_id};
use crate::admin::dialog::Dialog;
use crate::admin::error_page::use_session_expiry;
use crate::admin::form_errors::ErrorSummary;
use crate::admin::form_fields::SelectField;
use crate::admin::resource_view::resource_view;
use crate::admin::toast::use_toaster;
use crate::api::admin::terms::{list_term_choices, merge_terms};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::post::SelectOption;
use crate::model::admin::term::TermListItem;
use crate::model::error::Rejection;

/// Renders the dialog for merging a term into another.
#[component]
pub fn MergeTermForm(term: TermListItem) -> impl IntoView {
    let texts = use_admin_texts();
    let words = &texts.terms;
    let (page, toaster, expiry) = (expect_context::<TermsPageState>(), use_toaster(), use_session_expiry());
    let errors = page.errors;
    let TermListItem { id, kind, .. } = term;
    let open = RwSignal::new(true);
    // Escape closes it, too.
    Effect::new(move || {
        if !open.get() {
            page.close(button_id(id));
        }
    });
    let choices = Resource::new(|| (), move |()| list_term_choices(kind));
    let known = StoredValue::new(Vec::<SelectOption>::new());
    let name = StoredValue::new(term.name.clone());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        errors.clear();
        let Ok(into) = page.parent.get_untracked().parse::<i64>() else {
            let field = "term-into".to_owned();
            errors.show_all(vec![Rejection { field, text: words.into_missing.to_owned() }]);
            return;
        };
        spawn_local(async move {
            let answer = merge_terms(id, into).await;
            expiry.note(&answer);
            match answer {
                Ok(()) => {
                    let target = known.with_value(|known| known.iter().find(|known| known.id == into).cloned());
                    let target = target.map(|choice| choice.name).unwrap_or_default();
                    toaster.tell((words.merged)(&name.get_value(), &target));
                    page.finish(button_id(into));
                }
                Err(error) => errors.show(&error),
            }
        });
    };
    let explained = (words.merge_explained)(term.uses, &term.path);
    let select = move |found: Vec<SelectOption>| {
        let mut choices = vec![(String::new(), words.choose.to_owned())];
        choices.extend(found.iter().filter(|choice| choice.id != id).map(|choice| {
            let inset = "\u{2003}".repeat(usize::from(choice.depth));
            (choice.id.to_string(), format!("{inset}{}", choice.name))
        }));
        known.set_value(found);
        view! { <SelectField id="term-into" label=words.merge_into value=page.parent choices errors /> }
    };
    view! {
        <Dialog id="merge" title=(words.merge_title)(&term.name) open>
            <form on:submit=send class="body">
                <ErrorSummary errors />
                {resource_view(choices, select)}
                <p>{explained.clone()}</p>
                <div class="actions">
                    <button class="button">{words.merge_action}</button>
                    <button type="button" class="button plain" on:click=move |_| open.set(false)>
                        {texts.layout.cancel}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
