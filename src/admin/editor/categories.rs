use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::faults::{Fault, described, invalid};
use super::manuscript::Manuscript;
use crate::admin::failure::explain_in;
use crate::api::admin::terms::save_term;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::post::Choice;
use crate::model::admin::term::TermDraft;
use crate::model::error::{Error, Rejection};
use crate::model::term::TermKind;
use crate::model::user::Role;

const ID: &str = "post-categories";
const NEW: &str = "new-category";

/// The categories, those below others indented; whoever may, adds one that is missing.
#[component]
pub fn Categories(manuscript: Manuscript) -> impl IntoView {
    let texts = &manuscript.texts.editor;
    let (categories, role) = manuscript.options.with_value(|options| (options.categories.clone(), options.role));
    let categories = RwSignal::new(categories);
    let is_empty = move || categories.with(Vec::is_empty);
    let choice = move |category: Choice| {
        let Choice { id, name, depth } = category;
        let is_chosen = move || manuscript.draft.with(|draft| draft.categories.contains(&id));
        let choose = move |event| choose(manuscript, id, event_target_checked(&event));
        view! {
            <label class=(depth > 0).then(|| format!("depth-{}", depth.min(3)))>
                <input type="checkbox" value=id prop:checked=is_chosen checked=untrack(is_chosen) on:change=choose />
                {name}
            </label>
        }
    };
    view! {
        <fieldset class="field" id=ID tabindex="-1" aria-describedby=described(manuscript, ID, untrack(is_empty))>
            <legend>{texts.categories}</legend>
            <Show when=is_empty>
                <p class="hint" id="post-categories-hint">{texts.no_categories}</p>
            </Show>
            <div class="choices category-tree" hidden=is_empty>
                <For each=move || categories.get() key=|category| category.id children=choice />
            </div>
            {(role >= Role::Editor).then(|| view! { <NewCategory manuscript categories /> })}
            <Fault manuscript field=ID />
        </fieldset>
    }
}

fn choose(manuscript: Manuscript, id: i64, is_wanted: bool) {
    manuscript.write(ID, |draft| {
        draft.categories.retain(|known| *known != id);
        if is_wanted {
            draft.categories.push(id);
            draft.categories.sort_unstable();
        }
    });
}

/// A category that is missing, by its name; where it belongs is said on the page of the categories.
#[component]
fn NewCategory(manuscript: Manuscript, categories: RwSignal<Vec<Choice>>) -> impl IntoView {
    let texts = &manuscript.texts.editor;
    let all_texts = use_admin_texts();
    let typed = RwSignal::new(String::new());
    let is_waiting = RwSignal::new(false);
    let add = move || {
        let name = typed.get_untracked().trim().to_owned();
        let known = categories.with_untracked(|known| {
            known.iter().find(|known| known.name.to_lowercase() == name.to_lowercase()).map(|known| known.id)
        });
        if let Some(id) = known {
            choose(manuscript, id, true);
            typed.set(String::new());
        }
        if name.is_empty() || known.is_some() || is_waiting.get_untracked() {
            return;
        }
        is_waiting.set(true);
        manuscript.clear_fault(NEW);
        spawn_local(async move {
            let draft = TermDraft {
                id: None,
                kind: TermKind::Category,
                name: name.clone(),
                slug: String::new(),
                description: String::new(),
                parent: None,
            };
            let answer = save_term(draft).await;
            if is_waiting.try_set(false).is_some() {
                return;
            }
            manuscript.expiry.note(&answer);
            match answer {
                Ok(id) => {
                    let category = Choice { id, name, depth: 0 };
                    manuscript.options.update_value(|options| options.categories.push(category.clone()));
                    categories.update(|known| known.push(category));
                    choose(manuscript, id, true);
                    typed.set(String::new());
                }
                Err(error) => {
                    let text = match &error {
                        Error::Rejected(faults) => {
                            faults.iter().map(|fault| fault.text.as_str()).collect::<Vec<_>>().join(" ")
                        }
                        error => explain_in(all_texts, error),
                    };
                    manuscript.faults.update(|faults| faults.push(Rejection { field: NEW.to_owned(), text }));
                }
            }
        });
    };
    let keydown = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            add();
        }
    };
    view! {
        <div class="new-category">
            <label class="visually-hidden" for=NEW>{texts.new_category}</label>
            <input
                id=NEW
                class="input"
                placeholder=texts.new_category
                autocomplete="off"
                prop:value=typed
                aria-describedby=described(manuscript, NEW, false)
                aria-invalid=invalid(manuscript, NEW)
                on:input=move |event| typed.set(event_target_value(&event))
                on:keydown=keydown
            />
            <button type="button" class="button quiet" disabled=is_waiting on:click=move |_| add()>
                {texts.add_category}
            </button>
        </div>
        <Fault manuscript field=NEW />
    }
}
