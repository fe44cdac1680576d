use super::address;
use crate::i18n::admin::terms::TermsTexts;
use crate::i18n::admin::{AdminTexts, admin_texts};
use crate::model::admin::menu::is_target;
use crate::model::admin::term::TermDraft;
use crate::model::error::{Error, Rejection, Rejections};
use crate::model::term::TermKind;
use crate::state::AppState;
use crate::store::sql::Connection;
use crate::store::terms::term_table::{is_within, read};
use crate::store::terms::{NewTerm, appearance, edit};
use crate::store::{front_page, menu, redirects, terms};
use crate::text::plain_text::collapse;
use crate::text::slugify;
use crate::writing::render_short;

/// Maximum length of a name, in characters.
const LONGEST_NAME: usize = 100;
/// Maximum length of a description, in characters.
const LONGEST_DESCRIPTION: usize = 5000;

/// Maximum length of the address of a picture, in bytes.
const LONGEST_ADDRESS: usize = 2000;

/// Adds or updates a term and returns its ID. If the slug changes, the old URL redirects to the new one, and the menu
/// is updated.
///
/// # Errors
///
/// [`Error::Rejected`] if a field is not valid or the slug is taken.
pub async fn save(state: &AppState, draft: TermDraft) -> Result<i64, Error> {
    let all_texts = admin_texts(state.settings().site.language);
    let texts = &all_texts.terms;
    let term = prepare(&draft, all_texts).await?;
    let mut writing = state.store.write().await?;
    let known = terms::find(&mut writing, term.kind, &term.slug).await?;
    if known.is_some_and(|known| Some(known.id) != draft.id) {
        return Err(Rejection::error("term-slug", (texts.slug_taken)(&term.slug)));
    }
    let parent = check_parent(&mut writing, &draft, texts).await?;
    let path = address(term.kind, &term.slug);
    let id = match draft.id {
        None => {
            // A path with content is not a redirect.
            redirects::remove(&mut writing, &path).await?;
            edit::add(&mut writing, &term, parent).await?.ok_or(Error::Conflict)?
        }
        Some(id) => {
            let before = read(&mut writing, term.kind, id).await?.ok_or(Error::NotFound)?;
            edit::update(&mut writing, id, &term, parent).await?;
            if before.slug != term.slug {
                let old = address(term.kind, &before.slug);
                redirects::add_move(&mut writing, &old, &path).await?;
                menu::retarget(&mut writing, &old, &path).await?;
                front_page::retarget(&mut writing, &old, &path).await?;
            }
            id
        }
    };
    edit::set_position(&mut writing, id, draft.position).await?;
    if let Some(looks) = &draft.appearance {
        appearance::set(&mut writing, id, looks).await?;
    }
    writing.commit().await?;
    Ok(id)
}

/// Validates a draft and converts it to a term.
async fn prepare(draft: &TermDraft, all_texts: &AdminTexts) -> Result<NewTerm, Error> {
    let texts = &all_texts.terms;
    let mut errors = Rejections::default();
    let name = collapse(&draft.name);
    match name.chars().count() {
        0 => errors.add("term-name", texts.name_missing),
        1..=LONGEST_NAME => {}
        _ => errors.add("term-name", (texts.too_long)(LONGEST_NAME)),
    }
    let slug = slugify(if draft.slug.trim().is_empty() { &name } else { &draft.slug });
    if slug.is_empty() && !name.is_empty() {
        errors.add("term-slug", texts.slug_missing);
    }
    let description = draft.description.trim();
    if description.chars().count() > LONGEST_DESCRIPTION {
        errors.add("term-description", (texts.too_long)(LONGEST_DESCRIPTION));
    }
    let image = draft.appearance.as_ref().map(|looks| looks.image_src.as_str()).unwrap_or_default();
    if !image.is_empty() && (!is_target(image) || image.len() > LONGEST_ADDRESS) {
        errors.add("term-image", texts.looks.image_wrong);
    }
    errors.check()?;
    let description_html = render_short(description).await?;
    let description_html =
        description_html.ok_or_else(|| Rejection::error("term-description", all_texts.writing.too_complex))?;
    Ok(NewTerm { kind: draft.kind, slug, name, description: description.to_owned(), description_html })
}

/// Checks the parent of a category, which must exist and be neither the category itself nor one of its descendants.
async fn check_parent(
    connection: &mut Connection,
    draft: &TermDraft,
    texts: &TermsTexts,
) -> Result<Option<i64>, Error> {
    let Some(parent) = draft.parent.filter(|_| draft.kind == TermKind::Category) else { return Ok(None) };
    if read(connection, TermKind::Category, parent).await?.is_none() {
        return Err(Rejection::error("term-parent", texts.parent_gone));
    }
    if let Some(id) = draft.id
        && is_within(connection, parent, id).await?
    {
        return Err(Rejection::error("term-parent", texts.parent_below));
    }
    Ok(Some(parent))
}
