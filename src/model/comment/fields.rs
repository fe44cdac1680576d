//! Comments and discussions as named texts. The readers' client has no Serde: it reads the `data-` attributes of a page
//! and the JSON of an API response with the functions of this file.

use super::{Comment, CommentAvailability, CommentDraft, CommentFormState, CommentState, Discussion};
use crate::model::formatted_time::FormattedTime;

/// A name and its text. `None` is not written, and means the default.
pub type Field = (&'static str, Option<String>);

/// Looks up a field by the name that Serde gives it. The members of a nested value have names such as `date.iso`.
pub type FieldSource<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Comment {
    /// Returns the fields that the comment's element carries as `data-` attributes: all but the date and the body,
    /// which the element contains anyway.
    pub fn to_attributes(&self) -> [Field; 10] {
        // Without `..`, so that a new field is not forgotten.
        let Comment { id, parent, depth, name, link, date: _, html: _, state, answers, is_staff, website, is_mention } =
            self;
        let state = match state {
            CommentState::Waiting => Some("Waiting".to_owned()),
            // Pages of the server have no comments that are being sent.
            CommentState::Published | CommentState::Sending | CommentState::Failed(_) => None,
        };
        [
            ("id", Some(id.to_string())),
            ("parent", parent.map(|parent| parent.to_string())),
            ("depth", Some(depth.to_string())),
            ("name", Some(name.clone())),
            ("link", link.clone()),
            ("state", state),
            ("answers", answers.clone()),
            ("is_staff", is_staff.then(|| "true".to_owned())),
            ("website", website.clone()),
            ("is_mention", is_mention.then(|| "true".to_owned())),
        ]
    }

    /// Reads a comment. Returns `None` if its ID or depth is missing.
    pub fn from_fields(field: FieldSource) -> Option<Comment> {
        let text = |name| field(name).unwrap_or_default();
        Some(Comment {
            id: field("id")?.parse().ok()?,
            parent: field("parent").and_then(|parent| parent.parse().ok()),
            depth: field("depth")?.parse().ok()?,
            name: text("name"),
            link: field("link"),
            date: FormattedTime { iso: text("date.iso"), text: text("date.text") },
            html: text("html"),
            state: match text("state").as_str() {
                "Waiting" => CommentState::Waiting,
                _ => CommentState::Published,
            },
            answers: field("answers"),
            is_staff: text("is_staff") == "true",
            website: field("website"),
            is_mention: text("is_mention") == "true",
        })
    }
}

impl Discussion {
    /// Returns the fields that the discussion's element carries as `data-` attributes: all but the comments and the
    /// form, which have elements of their own.
    pub fn to_attributes(&self) -> [Field; 7] {
        let Discussion { post, path, count, comments: _, earlier, later, availability, has_reply_notices, form: _ } =
            self;
        [
            ("post", Some(post.to_string())),
            ("path", Some(path.clone())),
            ("count", Some(count.to_string())),
            ("earlier", earlier.clone()),
            ("later", later.clone()),
            ("availability", Some(availability.as_str().to_owned())),
            ("notices", has_reply_notices.then(|| "true".to_owned())),
        ]
    }

    /// Reads a discussion. Returns `None` if a required field is missing.
    pub fn from_fields(field: FieldSource, comments: Vec<Comment>, form: CommentFormState) -> Option<Discussion> {
        Some(Discussion {
            post: field("post")?.parse().ok()?,
            path: field("path")?,
            count: field("count")?.parse().ok()?,
            comments,
            earlier: field("earlier"),
            later: field("later"),
            availability: CommentAvailability::parse(&field("availability")?)?,
            has_reply_notices: field("notices").is_some(),
            form,
        })
    }
}

impl CommentDraft {
    /// Returns the fields of the form by the names of its controls, without the post, which is a number.
    pub fn to_fields(&self) -> [(&'static str, &str); 7] {
        let CommentDraft { post: _, parent, name, email, body, replies, website, form_token } = self;
        [
            ("parent", parent),
            ("name", name),
            ("email", email),
            ("body", body),
            ("replies", replies),
            ("website", website),
            ("stamp", form_token),
        ]
    }

    /// Reads a draft; missing fields are empty.
    pub fn from_fields(field: FieldSource) -> CommentDraft {
        let text = |name| field(name).unwrap_or_default();
        CommentDraft {
            post: field("post").and_then(|post| post.parse().ok()).unwrap_or_default(),
            parent: text("parent"),
            name: text("name"),
            email: text("email"),
            body: text("body"),
            replies: text("replies"),
            website: text("website"),
            form_token: text("stamp"),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde_json::Value;

    use super::*;

    fn comments() -> [Comment; 2] {
        let date = FormattedTime { iso: "2025-05-20T08:12:00+07:00".to_owned(), text: "08:12, 20/5/2025".to_owned() };
        let bare = Comment { id: 3, depth: 1, name: "Út".to_owned(), date: date.clone(), ..Comment::default() };
        let full = Comment {
            id: 4,
            parent: Some(3),
            depth: 4,
            name: "“Khải” & <con>".to_owned(),
            link: Some("/author/khai".to_owned()),
            date,
            html: "<p>a</p>".to_owned(),
            state: CommentState::Waiting,
            answers: Some("Út".to_owned()),
            is_staff: true,
            website: Some("https://khai.example/?a=1&b".to_owned()),
            is_mention: true,
        };
        [bare, full]
    }

    /// Looks up a field in what Serde writes, as the browser does in the JSON that it has parsed.
    fn member(value: &impl Serialize, name: &str) -> Option<String> {
        let value = serde_json::to_value(value).unwrap();
        match value.pointer(&format!("/{}", name.replace('.', "/")))? {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        }
    }

    fn attribute<const N: usize>(attributes: &[Field; N], name: &str) -> Option<String> {
        attributes.iter().find(|(known, _)| *known == name)?.1.clone()
    }

    #[test]
    fn comments_are_read_from_attributes_and_from_json() {
        for comment in comments() {
            let attributes = comment.to_attributes();
            let shown = |name: &str| match name {
                "date.iso" | "date.text" | "html" => member(&comment, name),
                _ => attribute(&attributes, name),
            };
            assert_eq!(Comment::from_fields(&shown).as_ref(), Some(&comment));
            assert_eq!(Comment::from_fields(&|name| member(&comment, name)).as_ref(), Some(&comment));
        }
        assert_eq!(Comment::from_fields(&|_| None), None);
    }

    #[test]
    fn discussions_are_read_from_attributes() {
        let mut discussion = Discussion {
            post: 5,
            path: "/posts/a".to_owned(),
            count: 8,
            comments: comments().to_vec(),
            earlier: None,
            later: Some("/posts/a?after=1#comments".to_owned()),
            availability: CommentAvailability::ClosedByAge,
            has_reply_notices: false,
            form: CommentFormState { form_token: "1-x".to_owned(), ..CommentFormState::default() },
        };
        for _ in 0..2 {
            let attributes = discussion.to_attributes();
            let (comments, form) = (discussion.comments.clone(), discussion.form.clone());
            let read = Discussion::from_fields(&|name| attribute(&attributes, name), comments, form);
            assert_eq!(read.as_ref(), Some(&discussion));
            std::mem::swap(&mut discussion.earlier, &mut discussion.later);
            discussion.has_reply_notices = true;
        }
    }

    #[test]
    fn drafts_are_written_and_read_as_serde_does() {
        let text = str::to_owned;
        let draft = CommentDraft {
            post: 5,
            parent: text("3"),
            name: text("a"),
            email: text("b"),
            body: text("c"),
            replies: text("on"),
            website: text("d"),
            form_token: text("e"),
        };
        for (name, value) in draft.to_fields() {
            assert_eq!(member(&draft, name).as_deref(), Some(value));
        }
        assert_eq!(CommentDraft::from_fields(&|name| member(&draft, name)), draft);
        assert_eq!(CommentDraft::from_fields(&|_| None), CommentDraft::default());
    }
}
