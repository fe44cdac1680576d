use leptos::prelude::*;
use leptos::task::spawn_local;

use super::conversation::Conversation;
use super::local_drafts;
use crate::api::comments::post_comment;
use crate::browser;
use crate::components::escape::escape;
use crate::i18n::explain;
use crate::model::comment::{Comment, CommentDraft, CommentState, SubmittedComment};
use crate::model::comment_limits::{BODY_LENGTH, MAX_DEPTH};
use crate::model::error::{CommentField, Error, FieldError, FieldErrorKind};
use crate::model::formatted_time::FormattedTime;

impl Conversation {
    /// Sends a comment. It is shown at once, with its state.
    pub fn send(self, draft: CommentDraft) {
        if draft.body.chars().count() > BODY_LENGTH {
            // The server would reject the body unread.
            self.tell(vec![FieldError { field: CommentField::Body, kind: FieldErrorKind::TooLong(BODY_LENGTH) }]);
            return;
        }
        let id = self.comments.with_untracked(|comments| comments.iter().map(|known| known.id).min()).unwrap_or(0);
        let id = id.min(0) - 1;
        self.errors.set(Vec::new());
        self.unsent.update_value(|unsent| unsent.push((id, draft.clone())));
        self.insert(preview(id, &draft, self.texts.just_now));
        self.deliver(id, draft);
    }

    /// Sends a failed comment again.
    pub fn resend(self, id: i64) {
        let found = self.unsent.with_value(|unsent| unsent.iter().find(|(known, _)| *known == id).cloned());
        if let Some((_, draft)) = found {
            self.set_state(id, CommentState::Sending);
            self.deliver(id, draft);
        }
    }

    /// Removes a failed comment. The form keeps its text.
    pub fn discard(self, id: i64) {
        self.unsent.update_value(|unsent| unsent.retain(|(known, _)| *known != id));
        self.comments.update(|comments| comments.retain(|comment| comment.id != id));
    }

    /// Sends a comment. The reader may leave the page before the response arrives, which disposes the signals, so they
    /// are read beforehand.
    fn deliver(self, id: i64, mut draft: CommentDraft) {
        let path = self.path.get_value();
        let remembered = self.remember.get_untracked();
        draft.form_token = self.form_token.get_untracked();
        spawn_local(async move {
            let mut result = post_comment(&draft).await;
            if is_expired(&result)
                && let Some(form_token) = self.renew_form_token(path).await
            {
                // The page was open for too long. The token is renewed without notice.
                draft.form_token = form_token;
                result = post_comment(&draft).await;
            }
            match result {
                Ok(sent) => {
                    local_drafts::save_commenter(remembered.then_some(&draft));
                    let outcome = match sent.comment.state {
                        CommentState::Waiting => self.texts.waiting,
                        _ => self.texts.comment_sent,
                    };
                    self.accept(id, &draft, sent);
                    self.client.announce(outcome.to_owned());
                }
                Err(Error::Invalid(errors)) if errors.iter().any(|error| error.field != CommentField::Form) => {
                    self.discard(id);
                    self.tell(errors);
                }
                Err(error) => {
                    let reason = self.reason(&error);
                    self.client.announce((self.texts.not_sent)(&reason));
                    self.set_state(id, CommentState::Failed(reason));
                }
            }
        });
    }

    fn tell(self, errors: Vec<FieldError>) {
        self.errors.set(errors);
        request_animation_frame(|| {
            browser::reveal("comment-errors");
            browser::focus("comment-errors");
        });
    }

    fn accept(self, id: i64, draft: &CommentDraft, sent: SubmittedComment) {
        let arrived = sent.comment.id;
        self.unsent.update_value(|unsent| unsent.retain(|(known, _)| *known != id));
        // Listings show the number of comments.
        self.client.views.expire();
        self.count.set(sent.count);
        if sent.comment.state == CommentState::Waiting {
            let mut tokens = local_drafts::pending(self.post);
            tokens.push(sent.token);
            local_drafts::save_pending(self.post, tokens);
        }
        self.comments.update(|comments| {
            // The server returns the existing comment if the same text is sent twice.
            comments.retain(|comment| comment.id != sent.comment.id);
            if let Some(place) = comments.iter_mut().find(|comment| comment.id == id) {
                let Comment { depth, answers, .. } = place;
                *place = Comment { depth: *depth, answers: answers.take(), ..sent.comment };
            }
        });
        // Clear the form only if its text is what was sent, since the reader may have typed on.
        let is_sent = |text: &str| text.trim() == draft.body.trim();
        if local_drafts::draft(self.post).is_some_and(|kept| is_sent(&kept.body)) {
            local_drafts::save_draft(self.post, &CommentDraft::default());
        }
        if self.draft.try_with_value(|now| is_sent(&now.body)) == Some(true) {
            self.draft.update_value(|now| now.body.clear());
            super::form::clear_body();
            if self.replying.try_get_untracked().flatten().is_some() {
                self.reply(None);
                // The focused form was moved away from the comment.
                request_animation_frame(move || {
                    let arrived = format!("comment-{arrived}");
                    browser::reveal(&arrived);
                    browser::focus(&arrived);
                });
            }
        }
    }

    /// Inserts a comment into the thread after the existing replies to its parent.
    pub(super) fn insert(self, mut comment: Comment) {
        self.comments.update(|comments| {
            let parent = comments.iter().position(|known| Some(known.id) == comment.parent);
            let place = match parent {
                None => comments.len(),
                Some(parent) => {
                    let depth = comments[parent].depth;
                    let answers = comments[parent].name.clone();
                    comment.answers = (depth >= MAX_DEPTH).then_some(answers);
                    comment.depth = (depth + 1).min(MAX_DEPTH);
                    let root = find_root(comments, parent);
                    root + 1 + count_answers(comments[root].id, &comments[root + 1..])
                }
            };
            comments.insert(place, comment);
        });
    }

    fn set_state(self, id: i64, state: CommentState) {
        self.comments.update(|comments| {
            if let Some(comment) = comments.iter_mut().find(|comment| comment.id == id) {
                comment.state = state;
            }
        });
    }

    /// Fetches a new token for the form.
    async fn renew_form_token(self, path: String) -> Option<String> {
        self.client.views.expire();
        let form_token = self.fetch(path).await?.form.form_token;
        self.form_token.set(form_token.clone());
        Some(form_token)
    }

    fn reason(self, error: &Error) -> String {
        match error {
            Error::Invalid(errors) => {
                let reasons = errors.iter().map(|error| explain(self.texts, error.field, error.kind));
                reasons.collect::<Vec<_>>().join(" ")
            }
            Error::Offline => self.texts.field_errors.offline.to_owned(),
            Error::Outdated | Error::Malformed(_) => self.texts.field_errors.outdated.to_owned(),
            Error::NotFound => self.texts.field_errors.closed.to_owned(),
            Error::Unavailable => self.texts.field_errors.unavailable.to_owned(),
            _ => self.texts.field_errors.internal.to_owned(),
        }
    }
}

/// Returns the topmost ancestor at the maximum depth, or the comment itself if it is not that deep. The comments below
/// it are in chronological order, as on the server.
fn find_root(comments: &[Comment], mut place: usize) -> usize {
    let above = |place: usize| {
        let parent = comments[place].parent?;
        comments[..place].iter().position(|known| known.id == parent && known.depth >= MAX_DEPTH)
    };
    while let Some(parent) = above(place) {
        place = parent;
    }
    place
}

/// Counts the following comments that reply to this one, directly or indirectly. The next reply goes after them.
fn count_answers(id: i64, following: &[Comment]) -> usize {
    let mut answered = vec![id];
    let answers = following.iter().take_while(|next| {
        let belongs = next.parent.is_some_and(|parent| answered.contains(&parent));
        answered.push(next.id);
        belongs
    });
    answers.count()
}

fn is_expired(result: &Result<SubmittedComment, Error>) -> bool {
    matches!(result, Err(Error::Invalid(errors)) if errors.iter().any(|error| error.kind == FieldErrorKind::Expired))
}

/// Builds the comment that is shown before the server has accepted it, with the text as typed.
fn preview(id: i64, draft: &CommentDraft, date: &str) -> Comment {
    let paragraphs =
        draft.body.trim().split("\n\n").map(|text| format!("<p>{}</p>", escape(text).replace('\n', "<br>")));
    Comment {
        id,
        parent: draft.parent.parse().ok(),
        depth: 1,
        name: draft.name.trim().to_owned(),
        date: FormattedTime { iso: String::new(), text: date.to_owned() },
        html: paragraphs.collect(),
        state: CommentState::Sending,
        ..Comment::default()
    }
}
