use leptos::prelude::*;

use crate::admin::form_errors::{FieldErrorText, FormErrors};
use crate::admin::form_fields::Field;
use crate::i18n::admin::use_admin_texts;
use crate::model::slot::PageKind;

/// Renders a select of values that are compared.
#[component]
pub fn Choice<T>(
    id: &'static str,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    /// Values with their names.
    choices: Vec<(T, String)>,
    #[prop(into)] value: Signal<T>,
    on_choice: Callback<T>,
    errors: FormErrors,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let chosen = value.get_untracked();
    let values: Vec<T> = choices.iter().map(|(value, _)| value.clone()).collect();
    let options = choices.into_iter().enumerate().map(|(place, (value, name))| {
        let is_chosen = value == chosen;
        view! { <option value=place selected=is_chosen>{name}</option> }
    });
    let options = options.collect_view();
    let change = move |place: String| {
        if let Some(value) = place.parse().ok().and_then(|place: usize| values.get(place)) {
            on_choice.run(value.clone());
        }
    };
    view! {
        <Field id label hint errors>
            <select
                id=id
                on:change:target=move |event| change(event.target().value())
                aria-describedby=errors.described_by(id, !hint.is_empty())
                aria-invalid=errors.aria_invalid(id)
            >
                {options}
            </select>
        </Field>
    }
}

/// Renders a checkbox.
#[component]
pub fn Check(
    id: &'static str,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    #[prop(into)] is_on: Signal<bool>,
    on_change: Callback<bool>,
) -> impl IntoView {
    let hint_id = (!hint.is_empty()).then(|| format!("{id}-hint"));
    view! {
        <div class="field check">
            <input
                type="checkbox"
                id=id
                prop:checked=is_on
                checked=is_on.get_untracked()
                aria-describedby=hint_id.clone()
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            <label for=id>{label}</label>
        </div>
        {hint_id.map(|hint_id| view! { <p class="hint" id=hint_id>{hint}</p> })}
    }
}

/// Renders checkboxes for the kinds of pages.
#[component]
pub fn PageKinds(
    id: &'static str,
    /// Those that can be chosen.
    #[prop(into)]
    offered: Signal<Vec<PageKind>>,
    #[prop(into)] chosen: Signal<Vec<PageKind>>,
    on_change: Callback<Vec<PageKind>>,
    errors: FormErrors,
) -> impl IntoView {
    let texts = &use_admin_texts().placements;
    let check = move |page: PageKind| {
        let is_on = move || chosen.with(|chosen| chosen.contains(&page));
        let change = move |on: bool| {
            let mut pages = chosen.get_untracked();
            pages.retain(|other| *other != page);
            pages.extend(on.then_some(page));
            on_change.run(pages);
        };
        view! {
            <label>
                <input
                    type="checkbox"
                    prop:checked=is_on
                    checked=untrack(is_on)
                    on:change:target=move |event| change(event.target().checked())
                />
                <span>{(texts.page_kind)(page)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field" id=id tabindex="-1" aria-describedby=errors.described_by(id, false)>
            <legend>{texts.pages}</legend>
            <div class="choices across">{move || offered.get().into_iter().map(check).collect_view()}</div>
            <FieldErrorText id errors />
        </fieldset>
    }
}
