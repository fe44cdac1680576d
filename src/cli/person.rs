use std::process::ExitCode;

use serde_json::json;

use super::arguments::PersonAction;
use super::{CommandError, configure, open};
use crate::commenting::erase_person::{ErasedComments, erase};
use crate::config::Settings;
use crate::i18n::texts;
use crate::model::admin::block_rule::BlockRuleKind;
use crate::store::comments::personal_data;
use crate::store::reply_subscriptions;
use crate::store::sql::Connection;
use crate::store::{Store, block_rules, users};

/// Runs `longan person`. The site may be served meanwhile.
pub async fn run(settings: Settings, action: PersonAction) -> Result<ExitCode, CommandError> {
    let store = open(&settings).await?;
    let settings = configure(settings, &store).await?;
    match action {
        PersonAction::Export { email } => export(&store, &normalize(&email)).await?,
        PersonAction::Erase { email, with_comments } => {
            let words = if with_comments { ErasedComments::Go } else { ErasedComments::Stay };
            erase_all(&settings, &store, &normalize(&email), words).await?;
        }
    }
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Returns whether a block rule matches exactly this email address.
async fn is_blocked(reading: &mut Connection, email: &str) -> Result<bool, CommandError> {
    let rules = block_rules::list(reading).await?;
    Ok(rules.iter().any(|rule| rule.kind == BlockRuleKind::Email && rule.pattern == email))
}

/// Normalizes an email address to the form in which comments store it: trimmed, in lower case.
fn normalize(email: &str) -> String {
    email.trim().to_lowercase()
}

async fn export(store: &Store, email: &str) -> Result<(), CommandError> {
    let mut reading = store.begin_read().await?;
    let comments = personal_data::list(&mut reading, email).await?;
    let account = users::find_by_email(&mut reading, email).await?;
    let account =
        account.map(|user| json!({ "name": user.name, "role": user.role.as_str(), "created_at": user.created_at }));
    let is_blocked = is_blocked(&mut reading, email).await?;
    let subscriptions = reply_subscriptions::list_of(&mut reading, email).await?;
    let subscriptions: Vec<_> = subscriptions.into_iter().map(|row| json!({ "comment": row.comment_id })).collect();
    let all = json!({
        "email": email,
        "comments": comments,
        "account": account,
        "blocked": is_blocked,
        "reply_notices": subscriptions,
    });
    println!("{}", serde_json::to_string_pretty(&all)?);
    Ok(())
}

async fn erase_all(settings: &Settings, store: &Store, email: &str, words: ErasedComments) -> Result<(), CommandError> {
    let nobody = texts(settings.site.language).nobody;
    let mut writing = store.write().await?;
    let count = erase(&mut writing, email, words, nobody).await;
    let count = count.map_err(|_| "the database failed and nothing was changed; the log says why")?;
    writing.commit().await?;
    match words {
        ErasedComments::Stay => println!("comments that are by nobody now: {count}"),
        ErasedComments::Go => println!("comments that are deleted: {count}"),
    }
    match store.erase_deleted().await {
        Ok(()) if store.is_shared() => {
            println!(
                "the tables were written anew. PostgreSQL's log, standbys and backups still have what was deleted"
            );
        }
        Ok(()) => println!("nothing of what was deleted is left in the database's files"),
        Err(error) => {
            println!("what was deleted may still be found in the database's files: {error}. Please do this again");
        }
    }
    println!("backups and copies beside the database still have them, until those are deleted");
    let mut reading = store.read().await?;
    if users::find_by_email(&mut reading, email).await?.is_some() {
        println!("they have an account too: `longan user remove {email}` takes it away");
    }
    if is_blocked(&mut reading, email).await? {
        println!("their address is blocked from commenting; the block stays until it is lifted in the admin");
    }
    Ok(())
}
