use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::editor_state::EditorState;
use crate::admin::form_errors::FieldErrorText;
use crate::api::admin::terms::save_term;
use crate::browser;
use crate::model::admin::post::SelectOption;
use crate::model::admin::term::TermDraft;
use crate::model::term::TermKind;
use crate::model::user::Role;

const ID: &str = "post-categories";
const NEW: &str = "new-category";

/// From this many categories on, they can be searched.
const LONG: usize = 12;

/// Renders the categories, indented by depth. Editors can add a missing one.
#[component]
pub fn CategoryPicker(editor: EditorState) -> impl IntoView {
    let texts = &editor.texts.editor;
    let (categories, role) = editor.options.with_value(|options| (options.categories.clone(), options.role));
    let categories = RwSignal::new(editor.draft.with_untracked(|draft| chosen_first(categories, &draft.categories)));
    let is_empty = move || categories.with(Vec::is_empty);
    let is_long = Memo::new(move |_| categories.with(|categories| categories.len() >= LONG));
    let wanted = RwSignal::new(String::new());
    let choice = move |category: SelectOption| {
        let SelectOption { id, name, depth } = category;
        let is_chosen = move || editor.draft.with(|draft| draft.categories.contains(&id));
        let choose = move |event| choose(editor, id, event_target_checked(&event));
        let folded = StoredValue::new(None::<String>);
        // Chosen ones always stay visible.
        let is_hidden = {
            let name = name.clone();
            move || {
                let wanted = wanted.get();
                if wanted.is_empty() || is_chosen() {
                    return false;
                }
                folded.update_value(|folded| {
                    folded.get_or_insert_with(|| browser::fold(&name));
                });
                folded.with_value(|folded| folded.as_ref().is_some_and(|name| !contains_words(name, &wanted)))
            }
        };
        view! {
            <label hidden=is_hidden class=(depth > 0).then(|| format!("depth-{}", depth.min(3)))>
                <input type="checkbox" value=id prop:checked=is_chosen checked=untrack(is_chosen) on:change=choose />
                {name}
            </label>
        }
    };
    view! {
        <fieldset class="field" id=ID tabindex="-1" aria-describedby=editor.errors.described_by(ID, untrack(is_empty))>
            <legend>{texts.categories}</legend>
            <Show when=is_empty>
                <p class="hint" id="post-categories-hint">{texts.no_categories}</p>
            </Show>
            <Show when=move || is_long.get()>
                <input
                    type="search"
                    class="input"
                    aria-label=texts.search_categories
                    placeholder=texts.search_categories
                    autocomplete="off"
                    on:input=move |event| wanted.set(browser::fold(event_target_value(&event).trim()))
                    on:keydown=move |event| {
                        if event.key() == "Enter" {
                            event.prevent_default();
                        }
                    }
                />
            </Show>
            <div class="choices category-tree" hidden=is_empty>
                <For each=move || categories.get() key=|category| category.id children=choice />
            </div>
            {(role >= Role::Editor).then(|| view! { <NewCategory editor categories /> })}
            <FieldErrorText id=ID errors=editor.errors />
        </fieldset>
    }
}

/// Puts the chosen categories of a long list first, where they are seen. It stays so while others are chosen.
fn chosen_first(categories: Vec<SelectOption>, chosen: &[i64]) -> Vec<SelectOption> {
    if categories.len() < LONG {
        return categories;
    }
    let (first, rest): (Vec<_>, Vec<_>) = categories.into_iter().partition(|category| chosen.contains(&category.id));
    first.into_iter().map(|category| SelectOption { depth: 0, ..category }).chain(rest).collect()
}

/// Returns whether a folded name contains all words of a folded search text.
fn contains_words(name: &str, wanted: &str) -> bool {
    wanted.split_whitespace().all(|word| name.contains(word))
}

fn choose(editor: EditorState, id: i64, is_wanted: bool) {
    editor.write(ID, |draft| {
        draft.categories.retain(|known| *known != id);
        if is_wanted {
            draft.categories.push(id);
            draft.categories.sort_unstable();
        }
    });
}

/// Renders the field for adding a category by name. Its parent is set on the page of categories.
#[component]
fn NewCategory(editor: EditorState, categories: RwSignal<Vec<SelectOption>>) -> impl IntoView {
    let texts = &editor.texts.editor;
    let typed = RwSignal::new(String::new());
    let is_waiting = RwSignal::new(false);
    let add = move || {
        let name = typed.get_untracked().trim().to_owned();
        let known = categories.with_untracked(|known| {
            known.iter().find(|known| known.name.to_lowercase() == name.to_lowercase()).map(|known| known.id)
        });
        if let Some(id) = known {
            choose(editor, id, true);
            typed.set(String::new());
        }
        if name.is_empty() || known.is_some() || is_waiting.get_untracked() {
            return;
        }
        is_waiting.set(true);
        editor.errors.clear_field(NEW);
        spawn_local(async move {
            let draft = TermDraft {
                id: None,
                kind: TermKind::Category,
                name: name.clone(),
                slug: String::new(),
                description: String::new(),
                parent: None,
                position: 0,
                appearance: None,
            };
            let answer = save_term(draft).await;
            if is_waiting.try_set(false).is_some() {
                return;
            }
            editor.expiry.note(&answer);
            match answer {
                Ok(id) => {
                    let category = SelectOption { id, name, depth: 0 };
                    editor.options.update_value(|options| options.categories.push(category.clone()));
                    categories.update(|known| known.push(category));
                    choose(editor, id, true);
                    typed.set(String::new());
                }
                Err(error) => editor.errors.add(NEW, &error),
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
                aria-describedby=editor.errors.described_by(NEW, false)
                aria-invalid=editor.errors.aria_invalid(NEW)
                on:input=move |event| typed.set(event_target_value(&event))
                on:keydown=keydown
            />
            <button type="button" class="button quiet" disabled=is_waiting on:click=move |_| add()>
                {texts.add_category}
            </button>
        </div>
        <FieldErrorText id=NEW errors=editor.errors />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chosen_ones_of_a_long_list_come_first() {
        let list = |count| (1..=count).map(|id| SelectOption { id, name: String::new(), depth: 1 }).collect::<Vec<_>>();
        let ids = |list: Vec<SelectOption>| list.into_iter().map(|category| category.id).collect::<Vec<_>>();
        let long = chosen_first(list(20), &[7]);
        assert_eq!((long[0].id, long[0].depth, long[1].id), (7, 0, 1));
        assert_eq!(ids(chosen_first(list(3), &[3])), [1, 2, 3]);
    }

    #[test]
    fn all_words_are_searched() {
        assert!(contains_words("kinh te dia phuong", "te phuong") && contains_words("kinh te", ""));
        assert!(!contains_words("kinh te", "te the"));
    }
}
