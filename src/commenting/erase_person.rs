//! Erasure of a commenter's personal data on request.

use super::moderate::message;
use super::spam::TrainingBatch;
use crate::model::error::Error;
use crate::store::comments::moderation::{self, ModeratedRow};
use crate::store::comments::personal_data;
use crate::store::posts;
use crate::store::reply_subscriptions;
use crate::store::sql::Connection;

/// What happens to the comments of an erased person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErasedComments {
    /// They stay without an author, since others have replied to them.
    Stay,
    /// They are deleted; replies to them move up one level.
    Go,
}

/// Erases what is stored about a person: name, email address, IP address, and, as `words` says, also their comments.
/// `nobody` is the name that replaces theirs. Returns the number of comments.
///
/// # Errors
///
/// The database failed; nothing must be committed then.
pub async fn erase(writing: &mut Connection, email: &str, words: ErasedComments, nobody: &str) -> Result<usize, Error> {
    let comments = personal_data::list(writing, email).await?;
    let mut learning = TrainingBatch::default();
    for comment in &comments {
        let Some(row) = moderation::find(writing, comment.id).await? else { continue };
        // The spam score has learned the words of their name, so unlearn them.
        let lesson = row.standing().lesson;
        learning.replace(&message(&row), lesson, None);
        match words {
            ErasedComments::Stay => {
                personal_data::anonymize(writing, row.id, nobody).await?;
                let anonymous = ModeratedRow { name: nobody.to_owned(), email: String::new(), address: None, ..row };
                learning.replace(&message(&anonymous), None, lesson);
            }
            ErasedComments::Go => {
                moderation::remove(writing, row.id).await?;
                posts::recount_comments(writing, row.post_id).await?;
            }
        }
    }
    learning.store(writing).await?;
    reply_subscriptions::remove_all(writing, email).await?;
    Ok(comments.len())
}
