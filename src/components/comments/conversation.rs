use leptos::prelude::*;
use leptos::task::spawn_local;

use super::dom_state;
use super::local_drafts;
use crate::browser::link::without_fragment;
use crate::browser::{self, history};
use crate::components::client_context::ClientContext;
use crate::i18n::Texts;
use crate::model::comment::{Comment, CommentDraft, CommentState, Discussion};
use crate::model::error::FieldError;
use crate::model::page_fragments::FragmentResponse;

/// State shared by the thread and the form of a post.
#[derive(Clone, Copy)]
pub struct Conversation {
    pub post: i64,
    pub path: StoredValue<String>,
    pub comments: RwSignal<Vec<Comment>>,
    pub count: RwSignal<i64>,
    /// URL of the next page of comments.
    pub later: RwSignal<Option<String>>,
    /// The comment that is being replied to; the form is below it.
    pub replying: RwSignal<Option<i64>>,
    pub errors: RwSignal<Vec<FieldError>>,
    /// The last known content of the form. The fields themselves are authoritative.
    pub draft: StoredValue<CommentDraft>,
    pub form_token: RwSignal<String>,
    pub remember: RwSignal<bool>,
    /// Whether the site can tell of replies by mail.
    pub has_reply_notices: bool,
    /// Comments that were not accepted yet, by their (negative) id.
    pub unsent: StoredValue<Vec<(i64, CommentDraft)>>,
    pub client: ClientContext,
    pub texts: &'static Texts,
}

impl Conversation {
    /// Creates the state from the server's data.
    pub fn new(discussion: Discussion, client: ClientContext) -> Conversation {
        let Discussion { post, path, count, comments, later, has_reply_notices, form, .. } = discussion;
        let parent = form.draft.parent.parse().ok();
        let replying = parent.filter(|parent| comments.iter().any(|comment| comment.id == *parent));
        Conversation {
            post,
            path: StoredValue::new(path),
            comments: RwSignal::new(comments),
            count: RwSignal::new(count),
            later: RwSignal::new(later),
            replying: RwSignal::new(replying),
            errors: RwSignal::new(form.errors),
            draft: StoredValue::new(form.draft),
            form_token: RwSignal::new(form.form_token),
            remember: RwSignal::new(false),
            has_reply_notices,
            unsent: StoredValue::new(Vec::new()),
            client,
            texts: client.texts,
        }
    }

    /// Fetches the comment section of another URL.
    pub async fn fetch(self, url: String) -> Option<Discussion> {
        match self.client.views.fetch(url).await {
            Ok(FragmentResponse::Page(page)) => dom_state::find_in(&page.main),
            _ => None,
        }
    }

    /// Appends the next page of comments. The scroll position does not change; for keyboard and screen reader users,
    /// the focus moves to the first new comment.
    pub fn show_later(self) {
        let Some(url) = self.later.get_untracked() else { return };
        spawn_local(async move {
            let added = match self.client.fetch(without_fragment(&url)).await {
                Ok(FragmentResponse::Page(page)) => dom_state::find_in(&page.main),
                Err(error) => return self.client.miss(url, &error),
                Ok(FragmentResponse::Moved(_)) => None,
            };
            let Some(Discussion { comments, later, count, .. }) = added else { return history::load(&url) };
            // It was requested twice, or the reader has navigated to another page meanwhile.
            if self.later.try_get_untracked().flatten().as_ref() != Some(&url) {
                return;
            }
            let first = comments.first().map(|comment| format!("comment-{}", comment.id));
            self.client.announce((self.texts.comments_added)(comments.len() as i64));
            self.comments.update(|shown| {
                // A comment that was sent meanwhile may be among them.
                shown.retain(|known| comments.iter().all(|comment| comment.id != known.id));
                shown.extend(comments);
            });
            self.count.set(count);
            self.later.set(later);
            if let Some(first) = first {
                request_animation_frame(move || browser::focus(&first));
            }
        });
    }

    /// Returns the name of a comment's author.
    pub fn name_of(self, id: i64) -> Option<String> {
        self.comments
            .with_untracked(|comments| comments.iter().find(|comment| comment.id == id).map(|found| found.name.clone()))
    }

    /// Moves the form below a comment, or back to its default position, with the text typed so far.
    pub fn reply(self, to: Option<i64>) {
        self.draft.update_value(|draft| draft.parent = to.map(|id| id.to_string()).unwrap_or_default());
        self.draft.with_value(|draft| local_drafts::save_draft(self.post, draft));
        self.errors.set(Vec::new());
        self.replying.set(to);
    }

    /// Restores what is stored on this device: the commenter, the draft, and the pending comments.
    pub fn recall(self) {
        if let Some(CommentDraft { name, email, .. }) = local_drafts::commenter() {
            self.remember.set(true);
            self.draft.update_value(|draft| {
                if draft.name.is_empty() && draft.email.is_empty() {
                    (draft.name, draft.email) = (name, email);
                }
            });
        }
        if let Some(kept) = local_drafts::draft(self.post) {
            let parent = kept.parent.parse().ok().filter(|id| self.name_of(*id).is_some());
            self.draft.update_value(|draft| draft.body = kept.body);
            if parent.is_some() && self.replying.get_untracked().is_none() {
                self.reply(parent);
            }
            self.client.announce(self.texts.draft_restored.to_owned());
        }
        let tokens = local_drafts::pending(self.post);
        if tokens.is_empty() {
            return;
        }
        let Some(here) = history::here() else { return };
        let separator = if here.contains('?') { '&' } else { '?' };
        let url = format!("{here}{separator}waiting={}", tokens.join(","));
        spawn_local(async move {
            let Some(Discussion { comments, count, .. }) = self.fetch(url).await else { return };
            let still = |token: &String| {
                let id = token.split('-').next().and_then(|id| id.parse::<i64>().ok());
                comments.iter().any(|comment| Some(comment.id) == id && comment.state == CommentState::Waiting)
            };
            // Read again, since more comments may have been sent meanwhile.
            let kept =
                local_drafts::pending(self.post).into_iter().filter(|token| !tokens.contains(token) || still(token));
            local_drafts::save_pending(self.post, kept.collect());
            self.count.set(count);
            let mut ours = Vec::new();
            self.comments.update(|shown| {
                // Keep the comments of further pages, and those being sent or sent meanwhile.
                let end = comments.iter().rev().find(|comment| comment.state == CommentState::Published);
                let end = end.and_then(|last| shown.iter().position(|known| known.id == last.id));
                let rest = shown.split_off(end.map_or(shown.len(), |end| end + 1));
                let is_new = |known: &Comment| comments.iter().all(|comment| comment.id != known.id);
                ours.extend(shown.drain(..).filter(|known| known.state != CommentState::Published && is_new(known)));
                let (more, sent): (Vec<_>, Vec<_>) =
                    rest.into_iter().filter(is_new).partition(|known| known.state == CommentState::Published);
                ours.extend(sent);
                *shown = comments;
                shown.extend(more);
            });
            ours.into_iter().for_each(|comment| self.insert(comment));
        });
    }
}
