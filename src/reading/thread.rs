//! Comments in reading order.

use std::collections::HashMap;

use sqlx::SqliteConnection;

use super::date::{self, Detail};
use crate::auth::signer::Purpose;
use crate::commenting::Received;
use crate::model::address::Address;
use crate::model::comment::{Comment, CommentState, DEEPEST, Sent};
use crate::model::error::Error;
use crate::state::State;
use crate::store::comments::{self, CommentRow};

/// The thread of a post. `tokens`, separated by commas, add the waiting comments that they are for.
pub async fn read_thread(
    state: &State,
    reading: &mut SqliteConnection,
    post: i64,
    tokens: Option<&str>,
) -> Result<Vec<Comment>, Error> {
    let mut rows = comments::list(reading, post).await?;
    // Nobody writes more than a handful before the first is answered.
    for token in tokens.unwrap_or_default().split(',').take(20) {
        let Some(id) = state.signer.verify(Purpose::WaitingComment, token) else { continue };
        let Ok(id) = id.parse() else { continue };
        let Some(row) = comments::find(reading, post, id).await? else { continue };
        if matches!(row.status.as_str(), "waiting" | "spam") && rows.iter().all(|known| known.id != id) {
            rows.push(row);
        }
    }
    Ok(arrange(rows).into_iter().map(|placed| present(state, placed)).collect())
}

/// A comment that was taken, as its author sees it.
pub fn present_received(state: &State, received: Received) -> Sent {
    let Received { comment, token, count } = received;
    Sent { comment: present(state, Placed { row: comment, depth: 1, answers: None }), token, count }
}

struct Placed {
    row: CommentRow,
    depth: u8,
    answers: Option<String>,
}

/// Puts each comment after the one it answers. Without recursion: a thread may be as deep as it is long.
fn arrange(rows: Vec<CommentRow>) -> Vec<Placed> {
    let names: HashMap<i64, String> = rows.iter().map(|row| (row.id, row.name.clone())).collect();
    let mut answers: HashMap<Option<i64>, Vec<CommentRow>> = HashMap::new();
    for row in rows {
        // An answer to a comment that is not shown stands at the top.
        let parent = row.parent_id.filter(|parent| names.contains_key(parent));
        answers.entry(parent).or_default().push(row);
    }
    let mut placed = Vec::with_capacity(names.len());
    let mut pending: Vec<(CommentRow, u32)> = Vec::new();
    pending.extend(answers.remove(&None).into_iter().flatten().rev().map(|row| (row, 1)));
    while let Some((row, depth)) = pending.pop() {
        pending.extend(answers.remove(&Some(row.id)).into_iter().flatten().rev().map(|row| (row, depth + 1)));
        let deeper = depth > u32::from(DEEPEST);
        let answers = row.parent_id.filter(|_| deeper).and_then(|parent| names.get(&parent)).cloned();
        placed.push(Placed { row, depth: depth.min(u32::from(DEEPEST)) as u8, answers });
    }
    placed
}

fn present(state: &State, placed: Placed) -> Comment {
    let Placed { row, depth, answers } = placed;
    Comment {
        id: row.id,
        parent: row.parent_id,
        depth,
        name: row.name,
        link: row.author_slug.map(|slug| Address::Author(&slug).to_string()),
        date: date::format(row.created_at, Detail::Minute, &state.settings().site),
        html: row.html,
        state: match row.status.as_str() {
            "published" => CommentState::Published,
            _ => CommentState::Waiting,
        },
        answers,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: i64, parent_id: Option<i64>) -> CommentRow {
        CommentRow {
            id,
            parent_id,
            name: format!("name {id}"),
            html: String::new(),
            status: "published".to_owned(),
            created_at: id,
            author_slug: None,
        }
    }

    #[test]
    fn answers_follow_what_they_answer() {
        let rows =
            vec![row(1, None), row(2, None), row(3, Some(1)), row(4, Some(3)), row(5, Some(99)), row(6, Some(1))];
        let order: Vec<_> = arrange(rows).iter().map(|placed| (placed.row.id, placed.depth)).collect();
        assert_eq!(order, [(1, 1), (3, 2), (4, 3), (6, 2), (2, 1), (5, 1)]);
    }

    #[test]
    fn deep_answers_stay_at_the_deepest_and_name_their_parent() {
        let mut rows = vec![row(1, None)];
        rows.extend((2..=20_000).map(|id| row(id, Some(id - 1))));
        let placed = arrange(rows);
        assert_eq!(placed.len(), 20_000);
        assert_eq!((placed[3].depth, placed[3].answers.clone()), (4, None));
        assert_eq!((placed[4].depth, placed[4].answers.clone()), (4, Some("name 4".to_owned())));
    }
}
