//! Comments in thread order, page by page.

use std::collections::HashMap;

use super::request_url::{RequestUrl, format_cursor, parse_cursor};
use crate::auth::pending_comment;
use crate::commenting::ReceivedComment;
use crate::config::WebsitePolicy;
use crate::i18n::date::{self, DateStyle};
use crate::model::address::{Address, newest_first_path};
use crate::model::comment::{Comment, CommentState, SubmittedComment};
use crate::model::comment_limits::{MAX_DEPTH, PAGE_SIZE};
use crate::model::error::Error;
use crate::state::AppState;
use crate::store::comments::thread::{self, ThreadCursor, ThreadRow, ThreadRows};
use crate::store::comments::{CommentRow, ModerationStatus};
use crate::store::sql::Connection;
use crate::text::sanitizer::is_web_address;

/// A page of the comments on a post.
pub struct ThreadPage {
    pub comments: Vec<Comment>,
    /// Links to the previous and the next page.
    pub earlier: Option<String>,
    pub later: Option<String>,
}

/// Reads the requested page of comments. With `answered`, it is the page that has this comment. The query value
/// `waiting`, a comma-separated list of tokens, adds the pending comments that the tokens were issued for.
pub async fn read_thread(
    state: &AppState,
    reading: &mut Connection,
    post: i64,
    path: &str,
    requested: &RequestUrl,
    answered: Option<i64>,
) -> Result<ThreadPage, Error> {
    if answered.is_none() && is_newest_first(requested) {
        return read_newest(state, reading, post, path, requested).await;
    }
    let wanted = requested.value("comment").and_then(|id| id.parse().ok());
    let ThreadRows { mut rows, has_earlier, has_later } = match answered.or(wanted) {
        Some(id) => list_around(reading, post, id).await?,
        None => list(reading, post, requested.discussion_cursor().ok_or(Error::NotFound)?).await?,
    };
    let link = |name: &str, row: Option<&ThreadRow>| row.map(|row| format!("{path}?{name}={}#comments", row.place));
    let earlier = has_earlier.then(|| link("before", rows.first())).flatten();
    let later = has_later.then(|| link("after", rows.last())).flatten();
    for row in list_waiting(state, reading, post, requested).await? {
        // A comment of another page is added at the end or the beginning, so that its author finds it.
        let place = rows.partition_point(|known| known.place < row.place);
        rows.insert(place, row);
    }
    let is_known = |id: &i64| rows.iter().any(|row| row.comment.id == *id);
    let elsewhere: Vec<i64> = rows.iter().filter_map(|row| row.comment.parent_id).filter(|id| !is_known(id)).collect();
    let names = thread::list_names(reading, &elsewhere).await?.into_iter().collect();
    let comments = arrange(rows, &names).into_iter().map(|placed| present(state, placed)).collect();
    Ok(ThreadPage { comments, earlier, later })
}

/// Returns whether the URL asks for the newest comments first.
pub fn is_newest_first(requested: &RequestUrl) -> bool {
    requested.value("order").as_deref() == Some("newest")
}

/// Reads the requested page of comments, newest first: a flat list, in which each reply names whom it answers.
async fn read_newest(
    state: &AppState,
    reading: &mut Connection,
    post: i64,
    path: &str,
    requested: &RequestUrl,
) -> Result<ThreadPage, Error> {
    let before = match requested.value("before") {
        None => None,
        Some(place) => Some(parse_cursor(&place).ok_or(Error::NotFound)?),
    };
    let (listed, has_later) = thread::list_newest(reading, post, before, PAGE_SIZE).await?;
    let start = newest_first_path(path);
    let last = listed.last().filter(|_| has_later).map(|row| format_cursor(row.comment.created_at, row.comment.id));
    let mut rows = list_waiting(state, reading, post, requested).await?;
    rows.extend(listed);
    let parents: Vec<i64> = rows.iter().filter_map(|row| row.comment.parent_id).collect();
    let names: HashMap<i64, String> = thread::list_names(reading, &parents).await?.into_iter().collect();
    let flat = rows.into_iter().map(|row| {
        let answers = row.comment.parent_id.and_then(|parent| names.get(&parent)).cloned();
        present(state, IndentedComment { row: row.comment, depth: 1, answers })
    });
    Ok(ThreadPage {
        comments: flat.collect(),
        earlier: before.map(|_| format!("{start}#comments")),
        later: last.map(|place| format!("{start}&before={place}#comments")),
    })
}

/// Reads the pending comments that the query value `waiting` has tokens for. A commenter rarely has more than a few; the
/// limit bounds the work.
async fn list_waiting(
    state: &AppState,
    reading: &mut Connection,
    post: i64,
    requested: &RequestUrl,
) -> sqlx::Result<Vec<ThreadRow>> {
    let mut rows: Vec<ThreadRow> = Vec::new();
    for token in requested.value("waiting").unwrap_or_default().split(',').take(20) {
        let Some(named) = pending_comment::verify(&state.signer, token) else { continue };
        let Some(row) = thread::find(reading, post, named.id).await? else { continue };
        let is_pending = matches!(row.comment.status, ModerationStatus::Waiting | ModerationStatus::Spam);
        let is_same = row.comment.created_at == named.created_at;
        if is_pending && is_same && rows.iter().all(|known| known.comment.id != named.id) {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// Returns the page at a cursor, or the first page if that would be empty.
async fn list(reading: &mut Connection, post: i64, cursor: ThreadCursor) -> sqlx::Result<ThreadRows> {
    let listed = thread::list(reading, post, &cursor, PAGE_SIZE).await?;
    let is_front = match cursor {
        ThreadCursor::Start => false,
        ThreadCursor::After(_) => listed.rows.is_empty(),
        // The few comments before the cursor do not fill a page.
        ThreadCursor::Before(_) => !listed.has_earlier,
    };
    if is_front { thread::list(reading, post, &ThreadCursor::Start, PAGE_SIZE).await } else { Ok(listed) }
}

/// Returns the page with a comment: the first page if the comment is on it, else a page that begins with its thread, or
/// with the comment itself if the thread is long. Without such a comment, returns the first page.
async fn list_around(reading: &mut Connection, post: i64, id: i64) -> sqlx::Result<ThreadRows> {
    let has = |listed: &ThreadRows| listed.rows.iter().any(|row| row.comment.id == id);
    let first = thread::list(reading, post, &ThreadCursor::Start, PAGE_SIZE).await?;
    if has(&first) || !first.has_later {
        return Ok(first);
    }
    let row = thread::find(reading, post, id).await?.filter(|row| row.comment.status == ModerationStatus::Published);
    let Some(row) = row else { return Ok(first) };
    for start in [thread::root(&row.place), &row.place] {
        let Some(before) = thread::find_before(reading, post, start).await? else { continue };
        let listed = thread::list(reading, post, &ThreadCursor::After(before), PAGE_SIZE).await?;
        if has(&listed) {
            return Ok(listed);
        }
    }
    Ok(first)
}

/// Converts a submitted comment for display to its author.
pub fn present_received(state: &AppState, received: ReceivedComment) -> SubmittedComment {
    let ReceivedComment { comment, token, count, .. } = received;
    SubmittedComment {
        comment: present(state, IndentedComment { row: comment, depth: 1, answers: None }),
        token,
        count,
    }
}

struct IndentedComment {
    row: CommentRow,
    depth: u8,
    answers: Option<String>,
}

/// Computes the depth of each comment, and the name of its parent where the indentation does not show it. A reply to a
/// comment that is not shown any more is at the top level. `elsewhere` has the names of parents on other pages.
fn arrange(rows: Vec<ThreadRow>, elsewhere: &HashMap<i64, String>) -> Vec<IndentedComment> {
    let mut shown: HashMap<i64, (usize, String)> = HashMap::new();
    let deepest = usize::from(MAX_DEPTH);
    let arrange = |row: ThreadRow| {
        let parent = row.comment.parent_id;
        let (depth, answers) = match parent.and_then(|parent| shown.get(&parent)) {
            Some((depth, name)) => (depth + 1, (*depth >= deepest).then(|| name.clone())),
            None => match parent.and_then(|parent| elsewhere.get(&parent)) {
                Some(name) => (row.depth(), Some(name.clone())),
                None => (1, None),
            },
        };
        let depth = depth.min(deepest);
        shown.insert(row.comment.id, (depth, row.comment.name.clone()));
        IndentedComment { row: row.comment, depth: depth as u8, answers }
    };
    rows.into_iter().map(arrange).collect()
}

fn present(state: &AppState, placed: IndentedComment) -> Comment {
    let IndentedComment { row, depth, answers } = placed;
    let shows_websites = state.settings().comments.websites == WebsitePolicy::On;
    Comment {
        id: row.id,
        parent: row.parent_id,
        depth,
        name: row.name,
        link: row.author_slug.map(|slug| Address::Author(&slug).to_string()),
        date: date::format(row.created_at, DateStyle::Minute, &state.settings().site),
        html: row.html,
        state: match row.status {
            ModerationStatus::Published => CommentState::Published,
            ModerationStatus::Waiting | ModerationStatus::Spam | ModerationStatus::Trash => CommentState::Waiting,
        },
        answers,
        is_staff: row.is_staff,
        website: Some(row.website).filter(|website| shows_websites && is_web_address(website)),
        is_mention: row.is_mention,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: i64, parent_id: Option<i64>, depth: usize) -> ThreadRow {
        let comment = CommentRow {
            id,
            parent_id,
            name: format!("name {id}"),
            html: String::new(),
            status: ModerationStatus::Published,
            created_at: id,
            author_slug: None,
            is_staff: false,
            website: String::new(),
            is_mention: false,
        };
        ThreadRow { comment, place: "0".repeat(19 * depth) }
    }

    #[test]
    fn replies_are_indented_below_their_parent() {
        let rows = vec![row(1, None, 1), row(3, Some(1), 2), row(4, Some(3), 3), row(6, Some(1), 2), row(2, None, 1)];
        let order: Vec<_> = arrange(rows, &HashMap::new()).iter().map(|placed| (placed.row.id, placed.depth)).collect();
        assert_eq!(order, [(1, 1), (3, 2), (4, 3), (6, 2), (2, 1)]);
    }

    #[test]
    fn replies_to_parents_on_other_pages_name_them() {
        let elsewhere = HashMap::from([(8, "Lan".to_owned())]);
        let placed = arrange(vec![row(9, Some(8), 3), row(10, Some(9), 4), row(11, Some(7), 2)], &elsewhere);
        let seen: Vec<_> = placed.iter().map(|placed| (placed.depth, placed.answers.as_deref())).collect();
        assert_eq!(seen, [(3, Some("Lan")), (4, None), (1, None)]);
    }

    #[test]
    fn deep_replies_keep_the_maximum_depth_and_name_their_parent() {
        let mut rows = vec![row(1, None, 1)];
        rows.extend((2..=20_000).map(|id| row(id, Some(id - 1), (id as usize).min(5))));
        let placed = arrange(rows, &HashMap::new());
        assert_eq!(placed.len(), 20_000);
        assert_eq!((placed[3].depth, placed[3].answers.clone()), (4, None));
        assert_eq!((placed[4].depth, placed[4].answers.clone()), (4, Some("name 4".to_owned())));
    }
}
