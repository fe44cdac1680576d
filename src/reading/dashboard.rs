//! The dashboard: pending work and the state of the site.

use std::collections::HashMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::account_events::list_events;
use super::backup::read_last;
use crate::clock::now;
use crate::config::SiteSettings;
use crate::i18n::date::{self, DateStyle};
use crate::model::Milliseconds;
use crate::model::admin::dashboard::{
    ActivityDay, Dashboard, LatestComment, LatestCommentState, PartOfDay, PendingCount, ScheduledPost, SiteStatistics,
};
use crate::model::error::Error;
use crate::model::language::Language;
use crate::model::user::{Role, User};
use crate::state::AppState;
use crate::store::comments::ModerationStatus;
use crate::store::dashboard::{self, LatestRow, PendingRow, QUARTER, ScheduledRow};
use crate::store::sql::Connection;
use crate::store::{counts, health};
use crate::text::{excerpt, plain_text};

/// Number of days shown, including today.
const DAYS: i32 = 30;
/// Administrators are warned of a certificate that has fewer days left.
const EXPIRING: i64 = 14;
/// Number of comments, and of posts, in the lists.
const LATEST: u32 = 5;
/// Account events of this period (ms) are shown.
const EVENTS_SHOWN: Milliseconds = 7 * 24 * 60 * 60 * 1000;
/// Length of a comment's excerpt, in characters.
const EXCERPT: usize = 180;

/// Reads the dashboard of a user. Authors see only their own part of the site.
pub async fn read_dashboard(state: &AppState, user: &User) -> Result<Dashboard, Error> {
    // No author has the id 0.
    let author = if user.role >= Role::Editor { None } else { Some(user.author.unwrap_or_default()) };
    let settings = state.settings();
    let site = &settings.site;
    let mut reading = state.store.begin_read().await?;
    let pile = |row: PendingRow| PendingCount {
        count: row.count,
        moment: row.at.map(|at| date::format(at, DateStyle::Minute, site)),
        age: row.at.map_or(0, |at| now() - at),
    };
    let latest = dashboard::list_latest_comments(&mut reading, author, LATEST).await?;
    let next = dashboard::list_scheduled(&mut reading, author, LATEST).await?;
    let facts = match user.role {
        Role::Administrator => Some(SiteStatistics {
            bytes: health::measure(&state.store, &mut reading).await?,
            engine: health::describe_engine(&mut reading).await?,
            media_bytes: dashboard::measure_media(&mut reading).await?.unsigned_abs(),
            backup: read_last(state, &mut reading).await?,
            certificate_days: state
                .certificate
                .get()
                .map(|known| known.days_left(now()))
                .filter(|&days| days < EXPIRING),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }),
        Role::Author | Role::Editor => None,
    };
    let here = Timestamp::from_millisecond(now()).unwrap_or_default().to_zoned_datetime(site.time_zone.clone());
    Ok(Dashboard {
        day: date::format(now(), DateStyle::Weekday, site),
        time: match here.hour() {
            4..=10 => PartOfDay::Morning,
            11..=12 => PartOfDay::Noon,
            13..=17 => PartOfDay::Afternoon,
            _ => PartOfDay::Evening,
        },
        waiting: pile(dashboard::count_waiting(&mut reading, author).await?),
        spam: counts::comments(&mut reading, ModerationStatus::Spam, author).await?,
        scheduled: pile(dashboard::count_scheduled(&mut reading, author).await?),
        drafts: pile(dashboard::count_drafts(&mut reading, user.author.unwrap_or_default()).await?),
        comments: latest.into_iter().map(|row| present_comment(row, site)).collect(),
        next: next.into_iter().map(|row| present_post(row, site)).collect(),
        account_events: list_events(&mut reading, user.id, now() - EVENTS_SHOWN, LATEST, site).await?,
        days: read_days(&mut reading, author, here.date(), &site.time_zone, site.language).await?,
        facts,
    })
}

/// Reads the number of posts and comments of each day up to today.
async fn read_days(
    reading: &mut Connection,
    author: Option<i64>,
    today: Date,
    zone: &TimeZone,
    language: Language,
) -> Result<Vec<ActivityDay>, Error> {
    let first = today.checked_sub((DAYS - 1).days()).map_err(|_| Error::Internal)?;
    let since = zone.to_timestamp(first.at(0, 0, 0, 0)).map_err(|_| Error::Internal)?.as_millisecond();
    let posts = by_day(dashboard::count_posts(reading, author, since).await?, zone);
    let comments = by_day(dashboard::count_comments(reading, author, since).await?, zone);
    let days = first.series(1.day()).take(DAYS as usize);
    Ok(days
        .map(|day| ActivityDay {
            name: day.strftime(if language == Language::Vi { "%-d/%-m" } else { "%-d %b" }).to_string(),
            posts: posts.get(&day).copied().unwrap_or_default(),
            comments: comments.get(&day).copied().unwrap_or_default(),
        })
        .collect())
}

fn by_day(quarters: Vec<(i64, i64)>, zone: &TimeZone) -> HashMap<Date, i64> {
    let mut days = HashMap::new();
    for (quarter, count) in quarters {
        let begin: Milliseconds = quarter * QUARTER;
        let begin = Timestamp::from_millisecond(begin).unwrap_or_default();
        *days.entry(begin.to_zoned_datetime(zone.clone()).date()).or_default() += count;
    }
    days
}

fn present_comment(row: LatestRow, site: &SiteSettings) -> LatestComment {
    LatestComment {
        id: row.id,
        name: row.name,
        excerpt: excerpt::cut(&plain_text::plain(&row.html), EXCERPT),
        state: match row.status {
            ModerationStatus::Published => LatestCommentState::Published,
            ModerationStatus::Spam => LatestCommentState::Spam,
            ModerationStatus::Waiting | ModerationStatus::Trash => LatestCommentState::Waiting,
        },
        moment: date::format(row.created_at, DateStyle::Minute, site),
        age: now() - row.created_at,
        post: row.post_id,
        kind: row.kind,
        title: row.title,
    }
}

fn present_post(row: ScheduledRow, site: &SiteSettings) -> ScheduledPost {
    ScheduledPost {
        id: row.id,
        kind: row.kind,
        title: row.title,
        author: row.author.unwrap_or_default(),
        moment: date::format(row.published_at, DateStyle::Minute, site),
    }
}
