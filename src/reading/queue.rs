//! The moderators' queue.

use std::collections::{BTreeSet, HashMap};

use sqlx::SqliteConnection;

use super::date::{self, Detail};
use crate::commenting::Reach;
use crate::commenting::judge::Findings;
use crate::commenting::search;
use crate::commenting::spam::{Learned, clues, read_learned, score};
use crate::config::SiteSettings;
use crate::model::address::Address;
use crate::model::admin::block::{Block, BlockKind};
use crate::model::admin::comment::{About, Entry, News, Page, Parent, Place, Status};
use crate::model::admin::spam::{Clue, SpamScore};
use crate::model::error::Error;
use crate::screening::message::Message;
use crate::state::State;
use crate::store::blocks::{self, BlockRow};
use crate::store::comments::queue::{self, EntryRow, Wanted};
use crate::store::lessons;
use crate::text::parse::parse;
use crate::text::{excerpt, fold};

/// How many comments a page has.
const PAGE: u32 = 25;

/// Those that came meanwhile are shown at once, as many as this.
const FRESH: u32 = 100;

/// A page of the queue, from the start or after a place: of all comments, or of those with every word of a text.
pub async fn read_queue(
    state: &State,
    reach: Reach,
    status: Status,
    text: &str,
    before: Option<Place>,
) -> Result<Page, Error> {
    let words = search::words(text);
    if !words.is_empty() {
        search::fold_comments(state).await?;
    }
    let mut reading = state.store.read().await?;
    // First, so that what comes while the page is read counts as news.
    let newest = queue::newest(&mut reading).await?;
    let wanted = Wanted { status, author: reach.author(), words, before, after: 0, limit: PAGE + 1 };
    let mut rows = queue::list(&mut reading, wanted).await?;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let entries = present_all(&mut reading, &state.settings().site, rows).await?;
    let counts = queue::count(&mut reading, reach.author()).await?;
    Ok(Page { entries, counts, more, newest })
}

/// The comments with a greater id than `after`, as a page.
pub async fn read_fresh(state: &State, reach: Reach, status: Status, after: i64) -> Result<Page, Error> {
    let mut reading = state.store.read().await?;
    let newest = queue::newest(&mut reading).await?;
    let wanted = Wanted { status, author: reach.author(), words: Vec::new(), before: None, after, limit: FRESH };
    let rows = queue::list(&mut reading, wanted).await?;
    let entries = present_all(&mut reading, &state.settings().site, rows).await?;
    let counts = queue::count(&mut reading, reach.author()).await?;
    Ok(Page { entries, counts, more: false, newest })
}

/// How many comments there are that are not in the page yet.
pub async fn read_news(state: &State, reach: Reach, status: Status, after: i64) -> Result<News, Error> {
    let mut reading = state.store.read().await?;
    let fresh = queue::count_fresh(&mut reading, status, reach.author(), after).await?;
    let counts = queue::count(&mut reading, reach.author()).await?;
    Ok(News { fresh, counts })
}

/// One comment, as the queue shows it.
pub async fn read_entry(state: &State, reading: &mut SqliteConnection, id: i64) -> Result<Entry, Error> {
    let row = queue::find(reading, id).await?.ok_or(Error::NotFound)?;
    let entries = present_all(reading, &state.settings().site, vec![row]).await?;
    entries.into_iter().next().ok_or(Error::NotFound)
}

/// The rules that block comments, the newest first.
pub async fn read_blocks(state: &State) -> Result<Vec<Block>, Error> {
    let rows = blocks::list(&mut *state.store.read().await?).await?;
    let site = &state.settings().site;
    let present = |row: BlockRow| {
        let since = date::format(row.created_at, Detail::Day, site);
        Some(Block { id: row.id, kind: BlockKind::parse(&row.kind)?, pattern: row.pattern, since })
    };
    Ok(rows.into_iter().filter_map(present).collect())
}

/// What was learned is read once for all.
async fn present_all(
    reading: &mut SqliteConnection,
    site: &SiteSettings,
    rows: Vec<EntryRow>,
) -> Result<Vec<Entry>, Error> {
    let read = |row: &EntryRow| Message::read(&row.name, &row.email, &row.html, row.address.as_deref());
    let messages: Vec<Message> = rows.iter().map(read).collect();
    let all: BTreeSet<Clue> = messages.iter().flat_map(clues).collect();
    let every = lessons::find_every(reading).await?;
    let learned = read_learned(reading, every, &all).await?;
    Ok(rows.into_iter().zip(&messages).map(|(row, message)| present(site, row, message, &learned)).collect())
}

fn present(site: &SiteSettings, row: EntryRow, message: &Message, learned: &Learned) -> Entry {
    let status = Status::parse(&row.status).unwrap_or_default();
    let Findings { score: found, caught } = Findings::read(&row.reasons);
    // Why it was caught is told as it was then; for the others, what is known now is the better guess.
    let caught = caught.filter(|_| status == Status::Spam);
    let score = match caught {
        Some(_) => found.or_else(|| score(&clues(message), learned)),
        None => score(&clues(message), learned),
    };
    let path = match row.post_kind.as_str() {
        "page" => Address::Page(&row.post_slug).to_string(),
        _ => Address::Post(&row.post_slug).to_string(),
    };
    let parent = row.parent_name.zip(row.parent_html);
    let moment = |at| date::format(at, Detail::Minute, site);
    Entry {
        id: row.id,
        status,
        name: row.name,
        email: row.email,
        address: row.address.unwrap_or_default(),
        hosts: message.hosts.iter().collect::<BTreeSet<_>>().into_iter().cloned().collect(),
        date: moment(row.created_at),
        edited: row.edited_at.map(moment),
        about: About { title: row.post_title, path: (row.post_status == "published").then_some(path) },
        parent: parent.map(|(name, html)| Parent { name, text: excerpt::of(&parse(&html)) }),
        source: row.source,
        html: row.html,
        score: score.filter(|_| row.author_id.is_none() && !row.is_staff).map(|score| in_its_words(score, message)),
        caught,
        place: Place(row.created_at, row.id),
    }
}

/// The same score, with words as the comment has them instead of folded.
fn in_its_words(mut score: SpamScore, message: &Message) -> SpamScore {
    let said: HashMap<String, &String> =
        message.name.iter().chain(&message.words).map(|word| (fold(word), word)).collect();
    let unfold = |word: &str| said.get(word).map_or(word, |said| said.as_str()).to_owned();
    for reason in &mut score.reasons {
        match &mut reason.clue {
            Clue::Word(word) => *word = unfold(word),
            Clue::Pair(pair) => *pair = pair.split(' ').map(unfold).collect::<Vec<_>>().join(" "),
            _ => {}
        }
    }
    score
}
