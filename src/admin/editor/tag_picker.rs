use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::editor_state::EditorState;
use crate::admin::form_fields::Field;
use crate::admin::icon::{Icon, IconImage};
use crate::browser;

const ID: &str = "post-tags";

/// Maximum number of suggestions.
const MAX_SUGGESTIONS: usize = 6;

/// Renders the tags as chips, with a field that suggests existing tags.
#[component]
pub fn TagPicker(editor: EditorState) -> impl IntoView {
    let texts = &editor.texts.editor;
    let typed = RwSignal::new(String::new());
    // Index of the suggestion that Enter accepts; `None`: the typed text itself.
    let place = RwSignal::new(None::<usize>);
    let offered = Memo::new(move |_| {
        let chosen = editor.draft.with(|draft| draft.tags.clone());
        let typed = typed.get();
        editor.options.with_value(|options| suggest(&options.tags, &chosen, &typed, browser::fold))
    });
    let add = move |text: &str| {
        let new = split(text);
        editor.write(ID, |draft| {
            for tag in new {
                let known = draft.tags.iter().any(|known| known.to_lowercase() == tag.to_lowercase());
                if !known {
                    draft.tags.push(tag);
                }
            }
        });
        typed.set(String::new());
        place.set(None);
    };
    let remove = move |tag: &str| editor.write(ID, |draft| draft.tags.retain(|known| known != tag));
    let input = move |event| {
        let text = event_target_value(&event);
        place.set(None);
        match text.contains(',') {
            true => add(&text),
            false => typed.set(text),
        }
    };
    let keydown = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let count = offered.with(Vec::len);
        match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                let chosen = place.get().and_then(|place| offered.with(|offered| offered.get(place).cloned()));
                add(&chosen.unwrap_or_else(|| typed.get()));
            }
            "ArrowDown" if count > 0 => {
                event.prevent_default();
                place.update(|place| *place = Some(place.map_or(0, |place| (place + 1) % count)));
            }
            "ArrowUp" if count > 0 => {
                event.prevent_default();
                place.update(|place| *place = Some(place.map_or(count - 1, |place| (place + count - 1) % count)));
            }
            "Escape" => typed.set(String::new()),
            "Backspace" if typed.with(String::is_empty) => {
                editor.write(ID, |draft| {
                    draft.tags.pop();
                });
            }
            _ => {}
        }
    };
    let chip = move |tag: String| {
        let name = tag.clone();
        let drop = move |_| {
            remove(&name);
            browser::focus(ID);
        };
        view! {
            <li class="chip">
                {tag.clone()}
                <button type="button" aria-label=(texts.remove_tag)(&tag) on:click=drop><IconImage icon=Icon::Close /></button>
            </li>
        }
    };
    let option = move |(number, tag): (usize, String)| {
        let name = tag.clone();
        view! {
            <li
                role="option"
                id=format!("post-tags-{number}")
                aria-selected=move || (place.get() == Some(number)).to_string()
                // On `mousedown`, before the field loses the focus.
                on:mousedown=move |event| {
                    event.prevent_default();
                    add(&name);
                }
            >
                <span>{tag}</span>
            </li>
        }
    };
    let options = move || offered.get().into_iter().enumerate().map(option).collect_view();
    view! {
        <Field id=ID label=texts.tags hint=texts.tags_hint errors=editor.errors>
            <div class="chips">
                <ul aria-label=texts.chosen_tags>
                    {move || editor.draft.with(|draft| draft.tags.clone()).into_iter().map(chip).collect_view()}
                </ul>
                <input
                    id=ID
                    role="combobox"
                    autocomplete="off"
                    aria-autocomplete="list"
                    aria-controls="post-tags-offered"
                    aria-expanded=move || (!offered.with(Vec::is_empty)).to_string()
                    aria-activedescendant=move || place.get().map(|place| format!("post-tags-{place}"))
                    aria-describedby=editor.errors.described_by(ID, true)
                    aria-invalid=editor.errors.aria_invalid(ID)
                    prop:value=typed
                    on:input=input
                    on:keydown=keydown
                    on:blur=move |_| add(&typed.get())
                />
            </div>
            <ul
                class="suggestions"
                id="post-tags-offered"
                role="listbox"
                aria-label=texts.known_tags
                hidden=move || offered.with(Vec::is_empty)
            >
                {options}
            </ul>
        </Field>
    }
}

/// Returns existing tags that contain the typed text. Those that begin with it come first.
fn suggest(known: &[String], chosen: &[String], typed: &str, fold: fn(&str) -> String) -> Vec<String> {
    if typed.trim().is_empty() {
        return Vec::new();
    }
    let wanted = fold(typed.trim());
    let free = known.iter().filter(|tag| !chosen.contains(tag)).map(|tag| (fold(tag), tag));
    let found = free.filter(|(folded, _)| folded.contains(&wanted)).collect::<Vec<_>>();
    let (begin, contain) = found.into_iter().partition::<Vec<_>, _>(|(folded, _)| folded.starts_with(&wanted));
    begin.into_iter().chain(contain).map(|(_, tag)| tag.clone()).take(MAX_SUGGESTIONS).collect()
}

/// Splits a comma-separated list of tags.
fn split(text: &str) -> Vec<String> {
    let tags = text.split(',').map(|tag| tag.split_whitespace().collect::<Vec<_>>().join(" "));
    tags.filter(|tag| !tag.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_tags_are_offered() {
        let known = ["khu công nghiệp", "khuôn mẫu", "cơ khí", "nhà ở khu vực"].map(str::to_owned);
        let suggest = |chosen: &[String], typed| suggest(&known, chosen, typed, crate::text::fold::fold);
        assert_eq!(suggest(&[], "khu"), ["khu công nghiệp", "khuôn mẫu", "nhà ở khu vực"]);
        assert_eq!(suggest(&known[..1], "khu"), ["khuôn mẫu", "nhà ở khu vực"]);
        assert_eq!(suggest(&[], "CO KHI "), ["cơ khí"]);
        assert!(suggest(&[], " ").is_empty());
    }

    #[test]
    fn commas_separate_tags() {
        assert_eq!(split(" cơ  khí, ,nhựa "), ["cơ khí", "nhựa"]);
    }
}
