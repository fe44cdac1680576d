//! Sends the mail that waits.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{interval, sleep, timeout};

use super::compose::compose;
use super::transport::{SendError, Transport};
use super::{MailContent, notices};
use crate::auth::random::random_bytes;
use crate::clock::now;
use crate::model::Milliseconds;
use crate::model::admin::mail::MailProblem;
use crate::model::error::Error;
use crate::reading::site::read_title;
use crate::state::AppState;
use crate::store::mails::{self, MailRow};
use crate::store::reply_subscriptions;

/// How long another process waits after this one was killed. Longer than sending one mail may take.
const HELD: Milliseconds = 5 * 60 * 1000;
/// Maximum time between two rounds, since another process may have queued mail.
const LONGEST_SLEEP: Duration = Duration::from_secs(20);
/// How many mails are read at once.
const BATCH: u32 = 50;
/// How long mail that was given up is listed for the administrators.
const REMEMBERED: Milliseconds = 30 * 24 * 60 * 60 * 1000;
/// Pauses after failed attempts, in minutes; the last is repeated until the mail has expired.
const PAUSES: [i64; 6] = [1, 5, 15, 60, 240, 720];

/// What the database says of a mail after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    Again(Milliseconds),
    GivenUp,
}

/// Sends mail until the server stops. Whoever queues mail wakes the loop.
pub async fn run(state: AppState) {
    let Ok(name) = random_bytes::<16>().map(|bytes| format!("{:032x}", u128::from_be_bytes(bytes))) else { return };
    let mut failures = 0;
    loop {
        let wait = match round(&state, &name).await {
            Ok(Ok(())) => {
                failures = 0;
                LONGEST_SLEEP
            }
            Ok(Err(error)) => {
                failures += 1;
                tracing::warn!(error = error.text(), "the mail server could not be used");
                pause(failures)
            }
            // The error is logged already.
            Err(_) => LONGEST_SLEEP,
        };
        let _ = timeout(wait, state.mail.notified()).await;
        if failures > 0 {
            // New mail does not make the server come back.
            sleep(Duration::from_secs(5)).await;
        }
    }
}

fn pause(failures: u32) -> Duration {
    Duration::from_secs(15 << failures.min(6))
}

/// Sends all mail that is due. The inner error is one of the server, which holds for all mail.
///
/// # Errors
///
/// The database failed.
pub async fn round(state: &AppState, name: &str) -> Result<Result<(), SendError>, Error> {
    let settings = state.settings();
    match settings.mail_problem() {
        None => {}
        // Nobody wants mail: it would be out of date when somebody does.
        Some(MailProblem::Off) => {
            let mut reading = state.store.read().await?;
            let is_idle = mails::next_due(&mut reading).await?.is_none()
                && !reply_subscriptions::has_work(&mut reading, 0).await?;
            drop(reading);
            if !is_idle {
                let mut writing = state.store.write().await?;
                mails::clear(&mut writing).await?;
                reply_subscriptions::take_published(&mut writing).await?;
                reply_subscriptions::forget_unasked(&mut writing).await?;
                writing.commit().await?;
            }
            return Ok(Ok(()));
        }
        Some(_) => return Ok(Ok(())),
    }
    notices::add_waiting_comments(state, now()).await?;
    notices::add_replies(state, now()).await?;
    if mails::next_due(&mut *state.store.read().await?).await?.is_none_or(|due| due > now()) {
        return Ok(Ok(()));
    }
    let site = read_title(&mut *state.store.read().await?, &settings).await?;
    let transport = match Transport::new(&settings, &site) {
        Ok(transport) => Arc::new(transport),
        Err(error) => return Ok(Err(error)),
    };
    let mut pace = interval(Duration::from_mins(1) / settings.mail.per_minute.get());
    let connections = settings.mail.connections.get() as usize;
    loop {
        let mut writing = state.store.write().await?;
        let is_ours = mails::hold(&mut writing, name, now(), now() + HELD).await?;
        mails::forget(&mut writing, now() - REMEMBERED).await?;
        let due = if is_ours { mails::list_due(&mut writing, now(), BATCH).await? } else { Vec::new() };
        writing.commit().await?;
        if due.is_empty() {
            return Ok(Ok(()));
        }
        let mut sending = JoinSet::new();
        let mut failed = None;
        for row in due {
            if sending.len() >= connections {
                failed = failed.or(finish(&mut sending).await?);
            }
            if failed.is_some() {
                break;
            }
            pace.tick().await;
            let (state, transport, name) = (state.clone(), transport.clone(), name.to_owned());
            sending.spawn(async move { send(&state, &transport, &name, row).await });
        }
        while !sending.is_empty() {
            failed = failed.or(finish(&mut sending).await?);
        }
        if let Some(error) = failed {
            return Ok(Err(error));
        }
    }
}

/// Waits for one of the mails that are being sent. Returns an error that holds for all mail.
async fn finish(sending: &mut JoinSet<Result<Option<SendError>, Error>>) -> Result<Option<SendError>, Error> {
    sending.join_next().await.transpose().map_err(|_| Error::Internal)?.transpose().map(Option::flatten)
}

/// Sends one mail and notes what became of it. Returns an error that holds for all mail.
async fn send(state: &AppState, transport: &Transport, name: &str, row: MailRow) -> Result<Option<SendError>, Error> {
    let content = serde_json::from_str::<MailContent>(&row.content).ok();
    let sent = match content {
        // Of a newer version, which may still run elsewhere.
        None => Err(SendError::Later("this version of Longan does not know this kind of mail".to_owned())),
        Some(_) if row.expires_at <= now() => Err(SendError::Never("it could not be sent in time".to_owned())),
        Some(content) => match compose(state, &row.recipient, &content).await? {
            None => Ok(String::new()),
            Some(mail) => transport.send(&row.recipient, &mail, row.id, row.created_at).await,
        },
    };
    let outcome = judge(&row, &sent, now());
    let mut writing = state.store.write().await?;
    match outcome {
        Outcome::Done => mails::remove(&mut writing, row.id).await?,
        Outcome::Again(due_at) => {
            let error = sent.as_ref().err().map_or("", SendError::text);
            mails::put_off(&mut writing, row.id, Some(due_at), error).await?;
        }
        Outcome::GivenUp => {
            let error = sent.as_ref().err().map_or("", SendError::text);
            mails::put_off(&mut writing, row.id, None, error).await?;
        }
    }
    mails::hold(&mut writing, name, now(), now() + HELD).await?;
    writing.commit().await?;
    Ok(sent.err().filter(|error| matches!(error, SendError::Server(_))))
}

fn judge(row: &MailRow, sent: &Result<String, SendError>, now: Milliseconds) -> Outcome {
    let pause = |minutes: i64| now + minutes * 60 * 1000;
    let due_at = match sent {
        Ok(_) => return Outcome::Done,
        Err(SendError::Never(_)) => return Outcome::GivenUp,
        // All mail waits then, and the sender makes the pauses.
        Err(SendError::Server(_)) => pause(PAUSES[0]),
        Err(SendError::Later(_)) => {
            let attempt = usize::try_from(row.attempts).unwrap_or(0).min(PAUSES.len() - 1);
            pause(PAUSES[attempt])
        }
    };
    if due_at < row.expires_at { Outcome::Again(due_at) } else { Outcome::GivenUp }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(attempts: i64, expires_at: Milliseconds) -> MailRow {
        MailRow { id: 1, recipient: String::new(), content: String::new(), created_at: 0, expires_at, attempts }
    }

    #[test]
    fn pauses_grow_until_a_mail_is_given_up() {
        const MINUTE: Milliseconds = 60 * 1000;
        let later = Err(SendError::Later("busy".to_owned()));
        let day = 24 * 60 * MINUTE;
        assert_eq!(judge(&row(0, day), &later, 0), Outcome::Again(MINUTE));
        assert_eq!(judge(&row(1, day), &later, 0), Outcome::Again(5 * MINUTE));
        assert_eq!(judge(&row(99, day), &later, 0), Outcome::Again(12 * 60 * MINUTE));
        assert_eq!(judge(&row(99, day), &later, day / 2), Outcome::GivenUp);
        assert_eq!(judge(&row(0, day), &Err(SendError::Never("no mailbox".to_owned())), 0), Outcome::GivenUp);
        let server = Err(SendError::Server("refused".to_owned()));
        assert_eq!(judge(&row(99, day), &server, 0), Outcome::Again(MINUTE), "not the fault of the mail");
        assert_eq!(judge(&row(0, 0), &Ok("queued".to_owned()), 0), Outcome::Done);
    }
}
