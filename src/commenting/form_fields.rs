use crate::model::comment::CommentDraft;

/// A comment as a form's fields have it. Whatever they say, what was typed is not lost: what makes no sense counts as not
/// given.
pub fn parse_form(fields: Vec<(String, String)>) -> CommentDraft {
    let mut draft = CommentDraft::default();
    for (name, value) in fields {
        match name.as_str() {
            "post" => draft.post = value.parse().unwrap_or_default(),
            "parent" => draft.parent = value,
            "name" => draft.name = value,
            "email" => draft.email = value,
            "body" => draft.body = value,
            "website" => draft.website = value,
            "stamp" => draft.form_token = value,
            _ => {}
        }
    }
    draft
}
