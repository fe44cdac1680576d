use leptos::prelude::*;

use super::faults::{Fault, described};
use super::manuscript::Manuscript;
use crate::model::admin::post::Choice;

const ID: &str = "post-categories";

/// The categories, those below others indented.
#[component]
pub fn Categories(manuscript: Manuscript) -> impl IntoView {
    let texts = &manuscript.texts.editor;
    let options = manuscript.options.with_value(|options| options.categories.clone());
    let choice = move |category: Choice| {
        let Choice { id, name, depth } = category;
        let is_chosen = move || manuscript.draft.with(|draft| draft.categories.contains(&id));
        let choose = move |event| {
            let is_wanted = event_target_checked(&event);
            manuscript.write(ID, |draft| {
                draft.categories.retain(|known| *known != id);
                if is_wanted {
                    draft.categories.push(id);
                    draft.categories.sort_unstable();
                }
            });
        };
        view! {
            <label class=(depth > 0).then(|| format!("depth-{}", depth.min(3)))>
                <input type="checkbox" value=id prop:checked=is_chosen checked=untrack(is_chosen) on:change=choose />
                {name}
            </label>
        }
    };
    let is_empty = options.is_empty();
    view! {
        <fieldset class="field" id=ID tabindex="-1" aria-describedby=described(manuscript, ID, is_empty)>
            <legend>{texts.categories}</legend>
            {match is_empty {
                true => view! { <p class="hint" id="post-categories-hint">{texts.no_categories}</p> }.into_any(),
                false => {
                    let choices = options.into_iter().map(choice).collect_view();
                    view! { <div class="choices category-tree">{choices}</div> }.into_any()
                }
            }}
            <Fault manuscript field=ID />
        </fieldset>
    }
}
