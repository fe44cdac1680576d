use super::CommentScope;
use super::moderate::message;
use super::spam::TrainingBatch;
use super::validate::{check_length, check_seen, tidy_body, tidy_name};
use crate::model::admin::comment::CommentEdit;
use crate::model::error::{CommentField, Error, FieldError};
use crate::screening::message::Message;
use crate::store::comments::moderation;
use crate::store::sql::Connection;
use crate::text::comment::{render, sanitize};
use crate::text::plain_text::plain;

/// Changes the name and the text of a comment. The link limit does not apply to moderators.
///
/// # Errors
///
/// [`Error::Conflict`] if it has changed since the moderator read it, [`Error::Invalid`] with all field errors,
/// [`Error::NotFound`] or [`Error::Forbidden`].
pub async fn edit(writing: &mut Connection, scope: CommentScope, edit: &CommentEdit) -> Result<(), Error> {
    let row = moderation::find(writing, edit.id).await?.ok_or(Error::NotFound)?;
    let row = scope.guard(row)?;
    let name = tidy_name(&edit.name);
    let source = tidy_body(&edit.body);
    let field_errors = [(CommentField::Name, &name), (CommentField::Body, &source)]
        .map(|(field, text)| check_length(field, text).err());
    let mut field_errors: Vec<FieldError> = field_errors.into_iter().flatten().collect();
    if field_errors.is_empty() && row.source != edit.before {
        return Err(Error::Conflict);
    }
    let html = match is_html(&row.source, &row.html) {
        true => sanitize(&source).html,
        false => render(&source).html,
    };
    if field_errors.is_empty() {
        field_errors.extend(check_seen(&html).err());
    }
    if !field_errors.is_empty() {
        return Err(Error::Invalid(field_errors));
    }
    let lesson = row.standing().lesson;
    let mut learning = TrainingBatch::default();
    learning.replace(&message(&row), lesson, None);
    learning.replace(&Message::read(&name, &row.email, &html, row.address.as_deref()), None, lesson);
    learning.store(writing).await?;
    moderation::edit(writing, row.id, &name, &source, &html).await?;
    Ok(())
}

/// Returns whether the source of a comment is HTML instead of Markdown, as it may be if it was imported: its stored
/// HTML is then the sanitized source. Older versions kept fewer elements of it, but the same text.
fn is_html(source: &str, html: &str) -> bool {
    let words = |html: &str| plain(html).split_whitespace().collect::<String>();
    render(source).html != html && words(&sanitize(source).html) == words(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_sources_are_detected() {
        let markdown = "Bài **hay**, a < b\n\n> dẫn";
        assert!(!is_html(markdown, &render(markdown).html));
        let html = "<b>Hay</b> lắm\n<script>x</script>";
        assert!(is_html(html, &sanitize(html).html));
        assert!(is_html("<h2>A</h2><ul><li>b</li></ul>", "<p>A</p><p>b</p>"), "of an older version");
        assert!(!is_html("Hay", &render("Hay").html));
    }
}
