use std::process::ExitCode;

use super::arguments::CommentAction;
use super::{CommandError, configure, open};
use crate::commenting::{CommentScope, decide};
use crate::config::Settings;
use crate::i18n::date::{self, DateStyle};
use crate::model::admin::comment::{Decision, ModerationStatus};
use crate::store::Store;
use crate::store::comments::queue::{self, QueueFilter};

/// Runs `longan comment`.
pub async fn run(settings: Settings, action: CommentAction) -> Result<ExitCode, CommandError> {
    let store = open(&settings).await?;
    let settings = configure(settings, &store).await?;
    match action {
        CommentAction::List => list(&settings, &store).await?,
        CommentAction::Approve { ids } => decide_all(&store, Decision::Approve, &ids).await?,
        CommentAction::Spam { ids } => decide_all(&store, Decision::Spam, &ids).await?,
        CommentAction::Trash { ids } => decide_all(&store, Decision::Trash, &ids).await?,
    }
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn list(settings: &Settings, store: &Store) -> Result<(), CommandError> {
    let wanted = QueueFilter {
        status: ModerationStatus::Waiting,
        author: None,
        words: Vec::new(),
        before: None,
        after: 0,
        limit: 200,
    };
    let mut reading = store.read().await?;
    let waiting = queue::list(&mut reading, wanted).await?;
    for comment in &waiting {
        let date = date::format(comment.created_at, DateStyle::Minute, &settings.site).text;
        println!("{}  {date}  {} <{}>  on {}", comment.id, comment.name, comment.email, comment.post_slug);
        for line in comment.source.lines() {
            println!("    {line}");
        }
    }
    println!("comments that wait: {}", queue::count(&mut reading, None).await?.waiting);
    Ok(())
}

/// Applies a decision to all comments in one transaction. An unknown ID is an error, and then no comment changes.
async fn decide_all(store: &Store, decision: Decision, ids: &[i64]) -> Result<(), CommandError> {
    let mut writing = store.write().await?;
    let former = decide(&mut writing, CommentScope::Everything, ids, decision).await;
    let former = former.map_err(|_| "the database failed; the log says why")?;
    if let Some(gone) = ids.iter().find(|id| former.iter().all(|former| former.id != **id)) {
        return Err(format!("there is no comment {gone}; nothing was changed").into());
    }
    writing.commit().await?;
    let now = match decision {
        Decision::Approve => ModerationStatus::Published,
        Decision::Spam => ModerationStatus::Spam,
        Decision::Trash | Decision::Restore => ModerationStatus::Trash,
    };
    println!("comments that are {} now: {}", now.as_str(), former.len());
    Ok(())
}
