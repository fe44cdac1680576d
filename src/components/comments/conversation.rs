use leptos::prelude::*;
use leptos::task::spawn_local;

use super::dom_state;
use super::local_drafts::{self, Commenter};
use crate::browser::link::without_fragment;
use crate::browser::{self, history};
use crate::components::client_context::ClientContext;
use crate::i18n::Texts;
use crate::model::comment::{Comment, CommentDraft, CommentState, Discussion};
use crate::model::error::FieldError;
use crate::model::page_fragments::FragmentResponse;

/// What the thread and the form share: one discussion as this reader sees it.
#[derive(Clone, Copy)]
pub struct Conversation {
    pub post: i64,
    pub path: StoredValue<String>,
    pub comments: RwSignal<Vec<Comment>>,
    pub count: RwSignal<i64>,
    /// Where those are that follow.
    pub later: RwSignal<Option<String>>,
    /// The comment that is being answered: the form stands below it.
    pub replying: RwSignal<Option<i64>>,
    pub errors: RwSignal<Vec<FieldError>>,
    /// What is typed, as far as it was noted: the fields themselves are the truth.
    pub draft: StoredValue<CommentDraft>,
    pub form_token: RwSignal<String>,
    pub remember: RwSignal<bool>,
    /// What was sent and has not arrived, by the (negative) number of its comment.
    pub unsent: StoredValue<Vec<(i64, CommentDraft)>>,
    pub client: ClientContext,
    pub texts: &'static Texts,
}

impl Conversation {
    /// A conversation as the server tells it.
    pub fn new(discussion: Discussion, client: ClientContext) -> Conversation {
        let Discussion { post, path, count, comments, later, form, .. } = discussion;
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
            unsent: StoredValue::new(Vec::new()),
            client,
            texts: client.texts,
        }
    }

    /// The discussion as another URL shows it.
    pub async fn fetch(self, url: String) -> Option<Discussion> {
        match self.client.views.fetch(url).await {
            Ok(FragmentResponse::Page(page)) => dom_state::find_in(&page.main),
            _ => None,
        }
    }

    /// Adds the comments that follow to those that are shown. The reader stays where they are; who cannot see is put at
    /// the first of them.
    pub fn show_later(self) {
        let Some(url) = self.later.get_untracked() else { return };
        spawn_local(async move {
            let added = match self.client.fetch(without_fragment(&url)).await {
                Ok(FragmentResponse::Page(page)) => dom_state::find_in(&page.main),
                Err(error) => return self.client.miss(url, &error),
                Ok(FragmentResponse::Moved(_)) => None,
            };
            let Some(Discussion { comments, later, count, .. }) = added else { return history::load(&url) };
            // Asked for twice, or the reader has gone on to another page meanwhile.
            if self.later.try_get_untracked().flatten().as_ref() != Some(&url) {
                return;
            }
            let first = comments.first().map(|comment| format!("comment-{}", comment.id));
            self.client.announce((self.texts.comments_added)(comments.len() as i64));
            self.comments.update(|shown| {
                // One that was written meanwhile has its place among them.
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

    /// The name on a comment.
    pub fn name_of(self, id: i64) -> Option<String> {
        self.comments
            .with_untracked(|comments| comments.iter().find(|comment| comment.id == id).map(|found| found.name.clone()))
    }

    /// Moves the form below a comment, or back to its own place. What is typed moves along.
    pub fn reply(self, to: Option<i64>) {
        self.draft.update_value(|draft| draft.parent = to.map(|id| id.to_string()).unwrap_or_default());
        self.draft.with_value(|draft| local_drafts::save_draft(self.post, draft));
        self.errors.set(Vec::new());
        self.replying.set(to);
    }

    /// Takes up what this device remembers: who writes here, what they were writing, what of theirs waits.
    pub fn recall(self) {
        if let Some(Commenter { name, email }) = local_drafts::commenter() {
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
            // Read anew: more may have been sent since.
            let kept =
                local_drafts::pending(self.post).into_iter().filter(|token| !tokens.contains(token) || still(token));
            local_drafts::save_pending(self.post, kept.collect());
            self.count.set(count);
            let mut ours = Vec::new();
            self.comments.update(|shown| {
                // What follows the page stays, as do those that are on their way, or were sent meanwhile.
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
