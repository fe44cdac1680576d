//! Writes comments to the posts that they belong to.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::find_post::find_post;
use super::{DiscussionRecord, ImportedThread, PreparedDiscussion, ThreadComment};
use crate::store::comments::bulk_insert::insert_new;
use crate::store::comments::{self, NewComment};
use crate::store::posts;
use crate::store::sql::Connection;
use crate::text::comment::CommentBody;
use crate::transfer::import_warning::ImportWarning;
use crate::transfer::import_writer::new_comment;
use crate::transfer::record::ImportedCommentStatus;
use crate::transfer::report::ImportReport;

/// A comment to write, with its original ID, that of its parent, and its status on the old site.
struct PendingComment {
    new: NewComment,
    old_id: i64,
    parent_old_id: Option<i64>,
    status: ImportedCommentStatus,
}

/// A thread that was found here or not.
struct KnownThread {
    post: Option<i64>,
    name: String,
}

/// Writes comments in any order. Those that come before the one that they answer wait for it.
pub struct DiscussionWriter<'a> {
    connection: &'a mut Connection,
    threads: HashMap<String, KnownThread>,
    /// IDs by post and original ID.
    ids: HashMap<(i64, i64), i64>,
    /// Comments by post and the original ID of the one that they answer.
    waiting: HashMap<(i64, i64), Vec<PendingComment>>,
    /// The number of comments without a post by the name of their thread.
    homeless: BTreeMap<String, u64>,
    posts: BTreeSet<i64>,
    report: ImportReport,
}

impl<'a> DiscussionWriter<'a> {
    /// Creates a writer.
    pub fn new(connection: &'a mut Connection, report: ImportReport) -> Self {
        Self {
            connection,
            threads: HashMap::new(),
            ids: HashMap::new(),
            waiting: HashMap::new(),
            homeless: BTreeMap::new(),
            posts: BTreeSet::new(),
            report,
        }
    }

    /// Writes a batch.
    pub async fn write(&mut self, batch: Vec<PreparedDiscussion>) -> sqlx::Result<()> {
        let mut layer = Vec::new();
        for prepared in batch {
            match prepared {
                PreparedDiscussion::Comment(comment, body) => layer.extend(self.take(&comment, body)),
                PreparedDiscussion::Other(DiscussionRecord::Thread(thread)) => self.add_thread(thread).await?,
                PreparedDiscussion::Other(DiscussionRecord::LeftOut(left_out)) => self.report.add(left_out),
                PreparedDiscussion::Other(DiscussionRecord::Warning(warning)) => self.report.warn(warning),
                PreparedDiscussion::Other(DiscussionRecord::Comment(_)) => {}
            }
        }
        self.write_layers(layer).await
    }

    /// Writes what still waits for a comment that never came, and counts.
    pub async fn finish(mut self) -> sqlx::Result<ImportReport> {
        while let Some(key) = self.waiting.keys().min().copied() {
            let mut orphans = self.waiting.remove(&key).unwrap_or_default();
            for orphan in &mut orphans {
                orphan.parent_old_id = None;
                self.report.leave_out("place of an answer", "the comment that it answers is not in the file");
            }
            self.write_layers(orphans).await?;
        }
        for post in &self.posts {
            posts::recount_comments(self.connection, *post).await?;
        }
        for (name, count) in self.homeless {
            for _ in 0..count {
                self.report.leave_out("comment", NO_POST);
            }
            let (title, detail) = (name, count.to_string());
            self.report.warn(ImportWarning::InEntry { title, problem: NO_POST, detail });
        }
        Ok(self.report)
    }

    async fn add_thread(&mut self, thread: ImportedThread) -> sqlx::Result<()> {
        if self.threads.get(&thread.key).is_some_and(|known| known.post.is_some()) {
            return Ok(());
        }
        let by_guid = match &thread.guid {
            Some(guid) => posts::find_texts(self.connection, guid).await?.map(|post| post.id),
            None => None,
        };
        let post = match by_guid {
            Some(id) => Some(id),
            None => find_post(self.connection, &thread.addresses).await?,
        };
        let name = thread.addresses.into_iter().find(|address| !address.trim().is_empty());
        let known = KnownThread { post, name: name.unwrap_or_else(|| thread.key.clone()) };
        self.threads.insert(thread.key, known);
        Ok(())
    }

    /// Returns a comment that can be written now.
    fn take(&mut self, comment: &ThreadComment, body: CommentBody) -> Option<PendingComment> {
        let thread = self.threads.get(&comment.thread);
        let Some(post) = thread.and_then(|thread| thread.post) else {
            let name = thread.map_or(&comment.thread, |thread| &thread.name);
            *self.homeless.entry(name.clone()).or_default() += 1;
            return None;
        };
        if comment.comment.date_ms.is_none() && comment.comment.status != ImportedCommentStatus::Trash {
            self.report.leave_out("date of a comment", "it cannot be read; the date of the import stands for it");
        }
        let new = new_comment(post, &comment.comment, body, comment.guid.clone());
        let (old_id, parent_old_id) = (comment.comment.old_id, comment.comment.parent_old_id);
        let status = comment.comment.status;
        let pending = PendingComment { new, old_id, parent_old_id, status };
        let Some(parent) = parent_old_id.filter(|parent| !self.ids.contains_key(&(post, *parent))) else {
            return Some(pending);
        };
        self.waiting.entry((post, parent)).or_default().push(pending);
        None
    }

    /// Writes comments, then those that answer them, and so on.
    async fn write_layers(&mut self, mut layer: Vec<PendingComment>) -> sqlx::Result<()> {
        while !layer.is_empty() {
            for PendingComment { new, parent_old_id, .. } in &mut layer {
                new.parent_id = parent_old_id.and_then(|parent| self.ids.get(&(new.post_id, parent)).copied());
            }
            let new: Vec<NewComment> = layer.iter().map(|pending| pending.new.clone()).collect();
            let mut added = insert_new(self.connection, &new).await?;
            let mut next = Vec::new();
            for PendingComment { new, old_id, status, .. } in layer {
                let id = match added.remove(&new.guid) {
                    Some(id) => {
                        self.report.count_comment(status);
                        self.posts.insert(new.post_id);
                        id
                    }
                    None => {
                        self.report.count_present_comment();
                        comments::insert(self.connection, &new).await?
                    }
                };
                self.ids.insert((new.post_id, old_id), id);
                next.extend(self.waiting.remove(&(new.post_id, old_id)).unwrap_or_default());
            }
            layer = next;
        }
        Ok(())
    }
}

const NO_POST: &str = "no post or page here has its address";
