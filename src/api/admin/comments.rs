use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::comment::{
    CommentEdit, CommentQueuePage, Decision, ModerationCounts, ModerationResult, ModerationStatus, NewComments,
    PreviousModeration, QueueCursor, QueuedComment,
};
use crate::model::error::Error;

/// Returns a page of the queue, from the newest comment or from a cursor. With a text, only comments that contain its
/// words.
#[server(endpoint = "admin/comments", input = GetUrl, output = Json)]
pub async fn list_comments(
    status: ModerationStatus,
    #[server(default)] text: String,
    before: Option<QueueCursor>,
) -> Result<CommentQueuePage, Error> {
    use crate::commenting::CommentScope;
    use crate::reading::comment_queue::read_queue;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let read = async {
        let moderator = require_author().await?;
        read_queue(&state()?, CommentScope::of(&moderator.user), status, &text, before).await
    };
    answer(read.await)
}

/// Counts the comments that have arrived since the queue was read. `after` is the greatest id then. It is polled, so it
/// is cheap.
#[server(endpoint = "admin/comments/news", input = GetUrl, output = Json)]
pub async fn read_comment_news(status: ModerationStatus, after: i64) -> Result<NewComments, Error> {
    use crate::commenting::CommentScope;
    use crate::reading::comment_queue::count_new_comments;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let read = async {
        let moderator = require_author().await?;
        count_new_comments(&state()?, CommentScope::of(&moderator.user), status, after).await
    };
    answer(read.await)
}

/// Returns the comments that have arrived since the queue was read.
#[server(endpoint = "admin/comments/fresh", input = GetUrl, output = Json)]
pub async fn list_fresh_comments(status: ModerationStatus, after: i64) -> Result<CommentQueuePage, Error> {
    use crate::commenting::CommentScope;
    use crate::reading::comment_queue::read_new_comments;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let read = async {
        let moderator = require_author().await?;
        read_new_comments(&state()?, CommentScope::of(&moderator.user), status, after).await
    };
    answer(read.await)
}

/// Moderates one or several comments.
#[server(endpoint = "admin/comments/decide", input = Json, output = Json)]
pub async fn decide_comments(ids: Vec<i64>, decision: Decision) -> Result<ModerationResult, Error> {
    use crate::commenting::{CommentScope, decide};
    use crate::request::guard::require_author;
    use crate::request::{answer, state};
    use crate::store::comments::queue;

    let write = async {
        let scope = CommentScope::of(&require_author().await?.user);
        let mut writing = state()?.store.write().await?;
        let former = decide(&mut writing, scope, &ids, decision).await?;
        let counts = queue::count(&mut writing, scope.author()).await?;
        writing.commit().await?;
        Ok(ModerationResult { former, block: None, counts })
    };
    answer(write.await)
}

/// Undoes a change: restores the previous status of the comments, and reverts what the spam score learned.
#[server(endpoint = "admin/comments/undo", input = Json, output = Json)]
pub async fn undo_decision(former: Vec<PreviousModeration>) -> Result<ModerationCounts, Error> {
    use crate::commenting::{CommentScope, restore};
    use crate::request::guard::require_author;
    use crate::request::{answer, state};
    use crate::store::comments::queue;

    let write = async {
        let scope = CommentScope::of(&require_author().await?.user);
        let mut writing = state()?.store.write().await?;
        restore(&mut writing, scope, &former).await?;
        let counts = queue::count(&mut writing, scope.author()).await?;
        writing.commit().await?;
        Ok(counts)
    };
    answer(write.await)
}

/// Permanently deletes comments, provided that they are spam or in the trash.
#[server(endpoint = "admin/comments/delete", input = Json, output = Json)]
pub async fn delete_comments(ids: Vec<i64>) -> Result<ModerationCounts, Error> {
    use crate::commenting::{CommentScope, delete};
    use crate::request::guard::require_author;
    use crate::request::{answer, state};
    use crate::store::comments::queue;

    let write = async {
        let scope = CommentScope::of(&require_author().await?.user);
        let mut writing = state()?.store.write().await?;
        delete(&mut writing, scope, &ids).await?;
        let counts = queue::count(&mut writing, scope.author()).await?;
        writing.commit().await?;
        Ok(counts)
    };
    answer(write.await)
}

/// Edits the text of a comment.
#[server(endpoint = "admin/comments/edit", input = Json, output = Json)]
pub async fn edit_comment(edit: CommentEdit) -> Result<QueuedComment, Error> {
    use crate::commenting::CommentScope;
    use crate::reading::comment_queue::read_queued_comment;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let write = async {
        let scope = CommentScope::of(&require_author().await?.user);
        let state = state()?;
        let mut writing = state.store.write().await?;
        crate::commenting::edit(&mut writing, scope, &edit).await?;
        let entry = read_queued_comment(&state, &mut writing, edit.id).await?;
        writing.commit().await?;
        Ok(entry)
    };
    answer(write.await)
}

/// Replies to a comment as the current user, and publishes both.
#[server(endpoint = "admin/comments/reply", input = Json, output = Json)]
pub async fn reply_to_comment(id: i64, body: String) -> Result<ModerationResult, Error> {
    use crate::commenting::{CommentScope, reply};
    use crate::request::guard::require_author;
    use crate::request::{answer, state};
    use crate::store::comments::queue;

    let write = async {
        let user = require_author().await?.user;
        let scope = CommentScope::of(&user);
        let mut writing = state()?.store.write().await?;
        let former = reply(&mut writing, scope, &user, id, &body).await?;
        let counts = queue::count(&mut writing, scope.author()).await?;
        writing.commit().await?;
        Ok(ModerationResult { former, block: None, counts })
    };
    answer(write.await)
}
