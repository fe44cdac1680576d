use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::page_state::{TermsPageState, button_id};
use super::term_looks::TermLooks;
use crate::admin::error_page::use_session_expiry;
use crate::admin::form_errors::ErrorSummary;
use crate::admin::form_fields::{SelectField, TextArea, TextField};
use crate::admin::toast::use_toaster;
use crate::api::admin::terms::save_term;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::term::TermListItem;
use crate::model::term::TermKind;

/// Renders the form of a term. Its content is in [`TermsPageState`].
#[component]
pub fn TermForm(
    kind: TermKind,
    #[prop(optional_no_strip)] id: Option<i64>,
    /// The possible parents.
    categories: StoredValue<Vec<TermListItem>>,
) -> impl IntoView {
    let texts = use_admin_texts();
    let (page, toaster, expiry) = (expect_context::<TermsPageState>(), use_toaster(), use_session_expiry());
    let texts_of_terms = &texts.terms;
    let errors = page.errors;
    let is_sending = RwSignal::new(false);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if is_sending.get_untracked() {
            return;
        }
        let draft = page.draft(kind, id);
        is_sending.set(true);
        errors.clear();
        spawn_local(async move {
            let name = draft.name.trim().to_owned();
            let answer = save_term(draft).await;
            expiry.note(&answer);
            is_sending.try_set(false);
            match answer {
                Ok(saved) => {
                    let tell = if id.is_some() { texts_of_terms.saved } else { texts_of_terms.added };
                    toaster.tell(tell(&name));
                    page.finish(button_id(saved));
                }
                Err(error) => errors.show(&error),
            }
        });
    };
    let back = match (id, kind) {
        (Some(id), _) => button_id(id),
        (None, TermKind::Category) => "categories".to_owned(),
        (None, TermKind::Tag) => "tags".to_owned(),
    };
    let label = match (id, kind) {
        (Some(_), _) => texts_of_terms.edit,
        (None, TermKind::Category) => texts_of_terms.add_category,
        (None, TermKind::Tag) => texts_of_terms.add_tag,
    };
    let parents = (kind == TermKind::Category).then(|| {
        let mut choices = vec![(String::new(), texts_of_terms.no_parent.to_owned())];
        categories.with_value(|categories| choices.extend(possible_parents(categories, id)));
        view! {
            <SelectField id="term-parent" label=texts_of_terms.parent value=page.parent choices errors />
            <TextField
                id="term-position"
                label=texts_of_terms.position
                hint=texts_of_terms.position_hint.to_owned()
                value=page.position
                kind="number"
                errors
            />
        }
    });
    view! {
        <form class="inline-form" aria-label=label on:submit=send>
            <ErrorSummary errors />
            <TextField id="term-name" label=texts_of_terms.name value=page.name errors />
            <TextField
                id="term-slug"
                label=texts_of_terms.slug
                hint=texts_of_terms.slug_hint.to_owned()
                value=page.slug
                errors
            />
            {parents}
            {(kind == TermKind::Category).then(|| view! { <TermLooks /> })}
            <TextArea
                id="term-description"
                label=texts_of_terms.description
                hint=texts_of_terms.description_hint.to_owned()
                value=page.description
                errors
            />
            <div class="actions">
                <button class="button" aria-busy=move || is_sending.get().to_string()>{texts.layout.save}</button>
                <button type="button" class="button plain" on:click=move |_| page.close(back.clone())>
                    {texts.layout.cancel}
                </button>
            </div>
        </form>
    }
}

/// Returns all categories except this one and its descendants, indented by depth.
fn possible_parents(categories: &[TermListItem], id: Option<i64>) -> Vec<(String, String)> {
    let mut below = None;
    let mut possible = Vec::new();
    for category in categories {
        if below.is_some_and(|depth| category.depth > depth) {
            continue;
        }
        below = (Some(category.id) == id).then_some(category.depth);
        if below.is_none() {
            let inset = "\u{2003}".repeat(usize::from(category.depth));
            possible.push((category.id.to_string(), format!("{inset}{}", category.name)));
        }
    }
    possible
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::term::TermAppearance;

    #[test]
    fn a_category_is_not_below_itself() {
        let line = |id, depth| TermListItem {
            id,
            kind: TermKind::Category,
            name: id.to_string(),
            slug: String::new(),
            description: String::new(),
            excerpt: String::new(),
            parent: None,
            position: 0,
            appearance: TermAppearance::default(),
            depth,
            count: 0,
            uses: 0,
            path: String::new(),
        };
        let tree = [line(1, 0), line(2, 1), line(3, 2), line(4, 1), line(5, 0)];
        let ids = |id| possible_parents(&tree, id).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
        assert_eq!(ids(Some(2)), ["1", "4", "5"]);
        assert_eq!(ids(Some(1)), ["5"]);
        assert_eq!(ids(None), ["1", "2", "3", "4", "5"]);
    }
}
