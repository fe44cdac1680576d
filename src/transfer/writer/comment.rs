//! Comments of an entry.

use std::collections::{HashMap, HashSet};

use super::Writer;
use crate::store::comments::{self, NewComment, Status};
use crate::store::{now, posts};
use crate::text::comment::CommentBody;
use crate::transfer::record::{Comment, CommentStatus, Entry};

impl Writer<'_> {
    /// `bodies` are in the order of the entry's comments.
    pub(super) async fn write_comments(
        &mut self,
        post_id: i64,
        entry: &Entry,
        bodies: Vec<CommentBody>,
    ) -> sqlx::Result<()> {
        if entry.comments.is_empty() {
            return Ok(());
        }
        let mut ids: HashMap<i64, i64> = HashMap::new();
        let mut bodies: Vec<_> = entry.comments.iter().zip(bodies).map(Some).collect();
        for (number, index) in parents_first(&entry.comments).into_iter().enumerate() {
            let Some((comment, body)) = bodies.get_mut(index).and_then(Option::take) else { continue };
            let is_empty = body.html.trim().is_empty();
            if is_empty {
                self.report.leave_out("comment without text", "nothing of it can be shown; it is in the trash");
            }
            let name = if comment.old_id == 0 { format!("{}-{number}", entry.guid) } else { entry.guid.clone() };
            let new = NewComment {
                post_id,
                parent_id: comment.parent_old_id.and_then(|parent| ids.get(&parent).copied()),
                author_id: comment.author.as_ref().and_then(|login| self.authors.get(&login.to_lowercase()).copied()),
                name: if comment.name.is_empty() { "—".to_owned() } else { comment.name.clone() },
                email: comment.email.clone(),
                source: comment.body.clone(),
                html: body.html,
                status: match comment.status {
                    _ if is_empty => Status::Trash,
                    CommentStatus::Waiting => Status::Waiting,
                    CommentStatus::Published => Status::Published,
                    CommentStatus::Spam => Status::Spam,
                    CommentStatus::Trash => Status::Trash,
                },
                created_at: comment.date_ms.or(entry.published_ms).unwrap_or_else(now),
                address: Some(comment.address.clone()).filter(|address| !address.is_empty()),
                guid: format!("{name}#comment-{}", comment.old_id),
            };
            let id = comments::insert(self.connection, &new).await?;
            ids.insert(comment.old_id, id);
        }
        posts::recount_comments(self.connection, post_id).await
    }
}

/// Replies may stand before what they answer; those in a circle answer nothing.
fn parents_first(comments: &[Comment]) -> Vec<usize> {
    let by_id: HashMap<i64, usize> =
        comments.iter().enumerate().map(|(index, comment)| (comment.old_id, index)).collect();
    let mut seen = HashSet::new();
    let mut ordered = Vec::with_capacity(comments.len());
    for start in 0..comments.len() {
        let mut chain = Vec::new();
        let mut next = Some(start);
        while let Some(index) = next.filter(|index| seen.insert(*index)) {
            chain.push(index);
            next = comments[index].parent_old_id.and_then(|parent| by_id.get(&parent).copied());
        }
        ordered.extend(chain.into_iter().rev());
    }
    ordered
}
