use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::work::{Work, button_id};
use crate::admin::dialog::Dialog;
use crate::admin::failure::use_expiry;
use crate::admin::field::{SelectField, Summary};
use crate::admin::loaded::loaded;
use crate::admin::toast::use_toaster;
use crate::api::admin::terms::{list_term_choices, merge_terms};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::post::Choice;
use crate::model::admin::term::TermLine;
use crate::model::error::Rejection;

/// Asks what a term is to be merged into.
#[component]
pub fn Merge(term: TermLine) -> impl IntoView {
    let texts = use_admin_texts();
    let words = &texts.terms;
    let (work, toaster, expiry) = (expect_context::<Work>(), use_toaster(), use_expiry());
    let faults = work.faults;
    let TermLine { id, kind, .. } = term;
    let open = RwSignal::new(true);
    // Closed by Escape, too.
    Effect::new(move || {
        if !open.get() {
            work.close(button_id(id));
        }
    });
    let choices = Resource::new(|| (), move |()| list_term_choices(kind));
    let known = StoredValue::new(Vec::<Choice>::new());
    let name = StoredValue::new(term.name.clone());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        faults.clear();
        let Ok(into) = work.parent.get_untracked().parse::<i64>() else {
            let field = "term-into".to_owned();
            faults.show_all(vec![Rejection { field, text: words.into_missing.to_owned() }]);
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
                    work.finish(button_id(into));
                }
                Err(error) => faults.show(&error),
            }
        });
    };
    let explained = (words.merge_explained)(term.uses, &term.path);
    let select = move |found: Vec<Choice>| {
        let mut choices = vec![(String::new(), words.choose.to_owned())];
        choices.extend(found.iter().filter(|choice| choice.id != id).map(|choice| {
            let inset = "\u{2003}".repeat(usize::from(choice.depth));
            (choice.id.to_string(), format!("{inset}{}", choice.name))
        }));
        known.set_value(found);
        view! { <SelectField id="term-into" label=words.merge_into value=work.parent choices faults /> }
    };
    view! {
        <Dialog id="merge" title=(words.merge_title)(&term.name) open>
            <form on:submit=send class="body">
                <Summary faults />
                {loaded(choices, select)}
                <p>{explained.clone()}</p>
                <div class="actions">
                    <button class="button">{words.merge_action}</button>
                    <button type="button" class="button plain" on:click=move |_| open.set(false)>
                        {texts.desk.cancel}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
