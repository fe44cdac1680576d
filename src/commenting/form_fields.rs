use crate::model::comment::CommentDraft;

/// Parses the fields of a comment form. It never fails, so that typed text is not lost: an invalid value counts as
/// missing.
pub fn parse_form(fields: Vec<(String, String)>) -> CommentDraft {
    let mut draft = CommentDraft::default();
    for (name, value) in fields {
        match name.as_str() {
            "post" => draft.post = value.parse().unwrap_or_default(),
            "parent" => draft.parent = value,
            "name" => draft.name = value,
            "email" => draft.email = value,
            "body" => draft.body = value,
            "replies" => draft.replies = value,
            "website" => draft.website = value,
            "stamp" => draft.form_token = value,
            _ => {}
        }
    }
    draft
}
