//! The moderation queue.

use std::collections::{BTreeSet, HashMap};

use crate::commenting::classify::Classification;
use crate::commenting::search_text;
use crate::commenting::spam::{SpamCounts, features, read_counts, score};
use crate::commenting::{CommentScope, count_caught};
use crate::config::SiteSettings;
use crate::i18n::date::{self, DateStyle};
use crate::model::address::post_path;
use crate::model::admin::block_rule::BlockRuleSummary;
use crate::model::admin::comment::{
    CommentQueuePage, CommentedPost, ModerationStatus, NewComments, ParentComment, QueueCursor, QueuedComment,
};
use crate::model::admin::post::PostStatus;
use crate::model::admin::spam::{SpamFeature, SpamScore};
use crate::model::error::Error;
use crate::screening::message::Message;
use crate::state::AppState;
use crate::store::block_rules::{self, BlockRuleRow};
use crate::store::comments::queue::{self, QueueFilter, QueueRow};
use crate::store::spam_tokens;
use crate::store::sql::Connection;
use crate::text::parse::parse;
use crate::text::{excerpt, fold};

/// Comments per page.
const PAGE: u32 = 25;

/// New comments are shown together on one page, at most this many.
const FRESH: u32 = 100;

/// Reads a page of the queue, from the start or after a cursor. With a search text, only comments that contain all of
/// its words are listed.
pub async fn read_queue(
    state: &AppState,
    scope: CommentScope,
    status: ModerationStatus,
    text: &str,
    before: Option<QueueCursor>,
) -> Result<CommentQueuePage, Error> {
    let words = search_text::words(text);
    if !words.is_empty() {
        search_text::fold_comments(state).await?;
    }
    let mut reading = state.store.read().await?;
    // Read first, so that comments that arrive while the page is read count as new.
    let newest = queue::newest(&mut reading).await?;
    let wanted = QueueFilter { status, author: scope.author(), words, before, after: 0, limit: PAGE + 1 };
    let mut rows = queue::list(&mut reading, wanted).await?;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let entries = present_all(&mut reading, &state.settings().site, rows).await?;
    let counts = queue::count(&mut reading, scope.author()).await?;
    Ok(CommentQueuePage { entries, counts, more, newest })
}

/// Reads the comments with an id greater than `after` as a page.
pub async fn read_new_comments(
    state: &AppState,
    scope: CommentScope,
    status: ModerationStatus,
    after: i64,
) -> Result<CommentQueuePage, Error> {
    let mut reading = state.store.read().await?;
    let newest = queue::newest(&mut reading).await?;
    let wanted = QueueFilter { status, author: scope.author(), words: Vec::new(), before: None, after, limit: FRESH };
    let rows = queue::list(&mut reading, wanted).await?;
    let entries = present_all(&mut reading, &state.settings().site, rows).await?;
    let counts = queue::count(&mut reading, scope.author()).await?;
    Ok(CommentQueuePage { entries, counts, more: false, newest })
}

/// Counts the comments that are not in the page yet.
pub async fn count_new_comments(
    state: &AppState,
    scope: CommentScope,
    status: ModerationStatus,
    after: i64,
) -> Result<NewComments, Error> {
    let mut reading = state.store.read().await?;
    let fresh = queue::count_new(&mut reading, status, scope.author(), after).await?;
    let counts = queue::count(&mut reading, scope.author()).await?;
    Ok(NewComments { fresh, counts })
}

/// Reads one comment, as shown in the queue.
pub async fn read_queued_comment(state: &AppState, reading: &mut Connection, id: i64) -> Result<QueuedComment, Error> {
    let row = queue::find(reading, id).await?.ok_or(Error::NotFound)?;
    let entries = present_all(reading, &state.settings().site, vec![row]).await?;
    entries.into_iter().next().ok_or(Error::NotFound)
}

/// Reads the block rules, newest first.
pub async fn read_block_rules(state: &AppState) -> Result<Vec<BlockRuleSummary>, Error> {
    let mut reading = state.store.read().await?;
    let rows = block_rules::list(&mut reading).await?;
    let counts = count_caught(&mut reading).await?;
    let site = &state.settings().site;
    let present = |row: BlockRuleRow| {
        let since = date::format(row.created_at, DateStyle::Day, site);
        let caught = counts.get(&(row.kind, row.pattern.clone())).copied().unwrap_or_default();
        BlockRuleSummary { id: row.id, kind: row.kind, pattern: row.pattern, since, caught }
    };
    Ok(rows.into_iter().map(present).collect())
}

/// Reads the learned spam counts once for all rows.
async fn present_all(
    reading: &mut Connection,
    site: &SiteSettings,
    rows: Vec<QueueRow>,
) -> Result<Vec<QueuedComment>, Error> {
    let read = |row: &QueueRow| Message::read(&row.name, &row.email, &row.html, row.address.as_deref());
    let messages: Vec<Message> = rows.iter().map(read).collect();
    let all: BTreeSet<SpamFeature> = messages.iter().flat_map(features).collect();
    let every = spam_tokens::find_total(reading).await?;
    let learned = read_counts(reading, every, &all).await?;
    Ok(rows.into_iter().zip(&messages).map(|(row, message)| present(site, row, message, &learned)).collect())
}

fn present(site: &SiteSettings, row: QueueRow, message: &Message, learned: &SpamCounts) -> QueuedComment {
    let Classification { score: found, caught } = Classification::read(&row.reasons);
    // For spam, show the reason stored when the comment was caught. For the others, the score computed now is more
    // accurate.
    let caught = caught.filter(|_| row.status == ModerationStatus::Spam);
    let score = match caught {
        Some(_) => found.or_else(|| score(&features(message), learned)),
        None => score(&features(message), learned),
    };
    let path = post_path(row.post_kind, &row.post_slug);
    let parent = row.parent_name.zip(row.parent_html);
    let moment = |at| date::format(at, DateStyle::Minute, site);
    QueuedComment {
        id: row.id,
        status: row.status,
        name: row.name,
        email: row.email,
        address: row.address.unwrap_or_default(),
        hosts: message.hosts.iter().collect::<BTreeSet<_>>().into_iter().cloned().collect(),
        date: moment(row.created_at),
        edited: row.edited_at.map(moment),
        about: CommentedPost {
            title: row.post_title,
            path: (row.post_status == PostStatus::Published).then_some(path),
        },
        parent: parent.map(|(name, html)| ParentComment { name, text: excerpt::of(&parse(&html)) }),
        source: row.source,
        html: row.html,
        score: score.filter(|_| row.author_id.is_none() && !row.is_staff).map(|score| in_its_words(score, message)),
        caught,
        place: QueueCursor(row.created_at, row.id),
    }
}

/// Replaces the folded words of a score with their spelling in the comment.
fn in_its_words(mut score: SpamScore, message: &Message) -> SpamScore {
    let said: HashMap<String, &String> =
        message.name.iter().chain(&message.words).map(|word| (fold(word), word)).collect();
    let unfold = |word: &str| said.get(word).map_or(word, |said| said.as_str()).to_owned();
    for reason in &mut score.reasons {
        match &mut reason.feature {
            SpamFeature::Word(word) => *word = unfold(word),
            SpamFeature::Pair(pair) => *pair = pair.split(' ').map(unfold).collect::<Vec<_>>().join(" "),
            _ => {}
        }
    }
    score
}
