//! A person's own data, for those who ask for it or want it gone.

use sqlx::SqliteConnection;

use super::moderate::message;
use super::spam::TrainingBatch;
use crate::model::error::Error;
use crate::store::comments::moderation::{self, ModeratedRow};
use crate::store::comments::personal_data;
use crate::store::posts;

/// What becomes of the comments of somebody who wants to be forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErasedComments {
    /// They stay, by nobody: others have answered them.
    Stay,
    /// They go too; answers to them move up.
    Go,
}

/// Takes away what is kept of a person: name, email address, where they wrote from; and their words too, or not.
/// `nobody` is the name that stands there instead. Gives back how many comments it were.
pub async fn erase(
    writing: &mut SqliteConnection,
    email: &str,
    words: ErasedComments,
    nobody: &str,
) -> Result<usize, Error> {
    let comments = personal_data::list(writing, email).await?;
    let mut learning = TrainingBatch::default();
    for comment in &comments {
        let Some(row) = moderation::find(writing, comment.id).await? else { continue };
        // The spam score knows the words of their name.
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
    Ok(comments.len())
}
