use leptos::prelude::*;
use leptos::web_sys::Event;

use super::editor_state::EditorState;
use crate::admin::form_fields::Field;

const PARENT: &str = "post-parent";
const ORDER: &str = "post-menu-order";

/// Renders the settings of a page's parent and its order in the menu.
#[component]
pub fn PagePosition(editor: EditorState) -> impl IntoView {
    let texts = &editor.texts.editor;
    let chosen = move || editor.draft.with(|draft| draft.parent);
    let parents = editor.options.with_value(|options| options.parents.clone());
    let parents = parents.into_iter().map(move |page| {
        let id = page.id;
        // No-break spaces, because options collapse other leading white space.
        let name = format!("{}{}", "\u{a0}\u{a0}".repeat(usize::from(page.depth)), page.name);
        view! { <option value=id selected=move || chosen() == Some(id)>{name}</option> }
    });
    let choose = move |event: Event| {
        let parent = event_target_value(&event).parse().ok();
        editor.write(PARENT, |draft| draft.parent = parent);
    };
    let order = move || editor.draft.with(|draft| draft.menu_order.to_string());
    let sort = move |event: Event| {
        if let Ok(order) = event_target_value(&event).trim().parse() {
            editor.write(ORDER, |draft| draft.menu_order = order);
        }
    };
    view! {
        <Field id=PARENT label=texts.parent errors=editor.errors>
            <select
                id=PARENT
                aria-describedby=editor.errors.described_by(PARENT, false)
                aria-invalid=editor.errors.aria_invalid(PARENT)
                on:change=choose
            >
                <option value="" selected=move || chosen().is_none()>{texts.no_parent}</option>
                {parents.collect_view()}
            </select>
        </Field>
        <Field id=ORDER label=texts.menu_order hint=texts.menu_order_hint errors=editor.errors>
            <input
                id=ORDER
                type="number"
                step="1"
                prop:value=order
                value=untrack(order)
                aria-describedby=editor.errors.described_by(ORDER, true)
                aria-invalid=editor.errors.aria_invalid(ORDER)
                on:change=sort
            />
        </Field>
    }
}
