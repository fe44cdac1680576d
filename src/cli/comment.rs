use std::process::ExitCode;

use super::arguments::CommentAction;
use super::{Failure, open};
use crate::config::Settings;
use crate::reading::date::{self, Detail};
use crate::store::Store;
use crate::store::comments::{self, Status};

/// `longan comment`
pub async fn run(settings: Settings, action: CommentAction) -> Result<ExitCode, Failure> {
    let store = open(&settings).await?;
    match action {
        CommentAction::List => list(&settings, &store).await?,
        CommentAction::Approve { ids } => move_to(&store, Status::Published, &ids).await?,
        CommentAction::Spam { ids } => move_to(&store, Status::Spam, &ids).await?,
        CommentAction::Trash { ids } => move_to(&store, Status::Trash, &ids).await?,
    }
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn list(settings: &Settings, store: &Store) -> Result<(), Failure> {
    let waiting = comments::list_queue(&mut *store.read().await?, Status::Waiting).await?;
    for comment in &waiting {
        let date = date::format(comment.created_at, Detail::Minute, &settings.site).text;
        println!("{}  {date}  {} <{}>  on {}", comment.id, comment.name, comment.email, comment.post);
        for line in comment.source.lines() {
            println!("    {line}");
        }
    }
    println!("{} comments wait", waiting.len());
    Ok(())
}

/// All or none: a number that is no comment's moves nothing.
async fn move_to(store: &Store, status: Status, ids: &[i64]) -> Result<(), Failure> {
    let mut writing = store.write().await?;
    for id in ids {
        match comments::set_status(&mut writing, *id, status).await {
            Err(sqlx::Error::RowNotFound) => {
                return Err(format!("there is no comment {id}; nothing was changed").into());
            }
            result => result?,
        }
    }
    writing.commit().await?;
    println!("{} comments: {}", ids.len(), status.as_str());
    Ok(())
}
