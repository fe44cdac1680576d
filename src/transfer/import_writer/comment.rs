//! Writes the comments of entries.

use std::collections::{HashMap, HashSet};

use url::Url;

use super::ImportWriter;
use crate::clock::now;
use crate::model::comment::CommentKind;
use crate::store::comments::bulk_insert::insert_new;
use crate::store::comments::{self, ModerationStatus, NewComment};
use crate::store::posts;
use crate::text::comment::CommentBody;
use crate::transfer::record::{ImportedComment, ImportedCommentKind, ImportedCommentStatus, ImportedEntry};

/// Maximum length of a website, in bytes.
const LONGEST_WEBSITE: usize = 500;

/// The ID of a post, its import record, and the rendered bodies of its comments in order.
pub(super) type ImportedDiscussion<'a> = (i64, &'a ImportedEntry, Vec<CommentBody>);

/// A comment to write, with its original ID and that of its parent.
struct PendingComment {
    new: NewComment,
    old_id: i64,
    parent_old_id: Option<i64>,
}

impl ImportWriter<'_> {
    /// Writes the comments of several posts. Comments that an earlier import has added are found by their GUIDs.
    pub(super) async fn write_comments(&mut self, discussions: Vec<ImportedDiscussion<'_>>) -> sqlx::Result<()> {
        // Comments by nesting depth: the parent of a comment is written before it, so its ID is known.
        let mut layers: Vec<Vec<PendingComment>> = Vec::new();
        for discussion in discussions {
            self.sort(discussion, &mut layers);
        }
        let mut ids: HashMap<(i64, i64), i64> = HashMap::new();
        let mut miscounted = HashSet::new();
        for mut layer in layers {
            for PendingComment { new, parent_old_id, .. } in &mut layer {
                new.parent_id = parent_old_id.and_then(|parent| ids.get(&(new.post_id, parent)).copied());
            }
            let (old, new): (Vec<i64>, Vec<NewComment>) = layer.into_iter().map(|it| (it.old_id, it.new)).unzip();
            let mut added = insert_new(self.connection, &new).await?;
            for (old_id, new) in old.into_iter().zip(new) {
                let id = match added.remove(&new.guid) {
                    Some(id) => id,
                    // The GUID exists, possibly on another post.
                    None => {
                        miscounted.insert(new.post_id);
                        comments::insert(self.connection, &new).await?
                    }
                };
                ids.insert((new.post_id, old_id), id);
            }
        }
        for post in miscounted {
            posts::recount_comments(self.connection, post).await?;
        }
        Ok(())
    }

    /// Sorts the comments of a post into the layers.
    fn sort(&mut self, (post_id, entry, bodies): ImportedDiscussion<'_>, layers: &mut Vec<Vec<PendingComment>>) {
        let mut depths: HashMap<i64, usize> = HashMap::new();
        let mut bodies: Vec<_> = entry.comments.iter().zip(bodies).map(Some).collect();
        for (number, index) in parents_first(&entry.comments).into_iter().enumerate() {
            let Some((comment, body)) = bodies.get_mut(index).and_then(Option::take) else { continue };
            if is_empty(&body) {
                self.report.leave_out("comment without text", "nothing of it can be shown; it is in the trash");
            }
            let name = if comment.old_id == 0 { format!("{}-{number}", entry.guid) } else { entry.guid.clone() };
            let mut new = new_comment(post_id, comment, body, format!("{name}#comment-{}", comment.old_id));
            new.created_at = comment.date_ms.or(entry.published_ms).unwrap_or(new.created_at);
            new.author_id = comment.author.as_ref().and_then(|login| self.authors.get(&login.to_lowercase()).copied());
            let depth = comment.parent_old_id.and_then(|parent| depths.get(&parent)).map_or(0, |depth| depth + 1);
            depths.insert(comment.old_id, depth);
            if layers.len() <= depth {
                layers.resize_with(depth + 1, Vec::new);
            }
            layers[depth].push(PendingComment { new, old_id: comment.old_id, parent_old_id: comment.parent_old_id });
        }
    }
}

/// Returns a comment to write, which answers none yet.
pub fn new_comment(post_id: i64, comment: &ImportedComment, body: CommentBody, guid: String) -> NewComment {
    NewComment {
        post_id,
        parent_id: None,
        author_id: None,
        name: if comment.name.is_empty() { "—".to_owned() } else { comment.name.clone() },
        email: comment.email.clone(),
        source: comment.body.clone(),
        status: status(comment, &body),
        html: body.html,
        created_at: comment.date_ms.unwrap_or_else(now),
        address: Some(comment.address.clone()).filter(|address| !address.is_empty()),
        website: website(&comment.website),
        kind: match comment.kind {
            ImportedCommentKind::Comment => CommentKind::Comment,
            ImportedCommentKind::Mention => CommentKind::Mention,
        },
        guid,
    }
}

/// Returns a commenter's website, if it is a web address. WordPress adds `http://` to what people type.
fn website(address: &str) -> String {
    let url = Url::parse(address.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    url.map(String::from).filter(|url| url.len() <= LONGEST_WEBSITE).unwrap_or_default()
}

/// Counts the comments of an entry that will be published.
pub(super) fn count_published(entry: &ImportedEntry, bodies: &[CommentBody]) -> i64 {
    let comments = entry.comments.iter().zip(bodies).filter(|(it, _)| it.kind == ImportedCommentKind::Comment);
    let statuses = comments.map(|(comment, body)| status(comment, body));
    statuses.fold(0, |count, status| count + i64::from(status == ModerationStatus::Published))
}

fn status(comment: &ImportedComment, body: &CommentBody) -> ModerationStatus {
    match comment.status {
        _ if is_empty(body) => ModerationStatus::Trash,
        ImportedCommentStatus::Waiting => ModerationStatus::Waiting,
        ImportedCommentStatus::Published => ModerationStatus::Published,
        ImportedCommentStatus::Spam => ModerationStatus::Spam,
        ImportedCommentStatus::Trash => ModerationStatus::Trash,
    }
}

fn is_empty(body: &CommentBody) -> bool {
    body.html.trim().is_empty()
}

/// Returns the order in which parents precede their replies. In the export, replies may come first. A cycle is cut.
fn parents_first(comments: &[ImportedComment]) -> Vec<usize> {
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
