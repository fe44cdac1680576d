use crate::model::comment::CommentFormState;

/// What somebody wants to see.
#[derive(Debug)]
pub struct ViewRequest<'a> {
    /// A path with its query.
    pub url: &'a str,
    /// Where the site is reached, such as `https://example.org`: for links that leave it.
    pub origin: &'a str,
    /// A comment form that came back with faults, to be shown in place of an empty one.
    pub form: Option<CommentFormState>,
}
