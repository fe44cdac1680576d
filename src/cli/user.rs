use std::io::{BufRead, IsTerminal};
use std::process::ExitCode;
use std::time::Duration;

use super::arguments::UserAction;
use super::{CommandError, open};
use crate::accounts::event::EventClient;
use crate::accounts::{self, AccountError, PostHandover, Sessions};
use crate::auth::password::{self, MAX_LENGTH, MIN_LENGTH, PasswordError};
use crate::config::Settings;
use crate::i18n::count_of;
use crate::i18n::date::{self, DateStyle};
use crate::model::user::Role;
use crate::reading::site::read_title;
use crate::store::Store;
use crate::store::users::{self, UserRow};

/// How long to wait for readers in a running server before giving up on emptying the write-ahead log.
const LOG_PATIENCE: Duration = Duration::from_secs(10);

/// Runs `longan user`.
pub async fn run(settings: Settings, action: UserAction) -> Result<ExitCode, CommandError> {
    let store = open(&settings).await?;
    match action {
        UserAction::Add { email, name, role } => add(&settings, &store, &email, &name, role).await?,
        UserAction::List => list(&settings, &store).await?,
        UserAction::Password { email, without_passkeys } => {
            change_password(&settings, &store, &email, without_passkeys).await?;
        }
        UserAction::Role { email, role } => change_role(&store, &email, role).await?,
        UserAction::Remove { email, posts_to } => remove(&store, &email, posts_to.as_deref()).await?,
    }
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn add(settings: &Settings, store: &Store, email: &str, name: &str, role: Role) -> Result<(), CommandError> {
    // Validate name and email address before prompting for a password.
    let (name, email) = accounts::check(name, email).map_err(explain)?;
    if users::find_by_email(&mut *store.read().await?, email).await?.is_some() {
        return Err(explain(AccountError::EmailTaken));
    }
    let hash = ask(settings, store, email, name).await?;
    let mut writing = store.write().await?;
    accounts::add(&mut writing, name, email, role, Some(hash)).await.map_err(explain)?;
    writing.commit().await?;
    println!("{email} is {} now", article(role));
    Ok(())
}

async fn list(settings: &Settings, store: &Store) -> Result<(), CommandError> {
    let found = users::list(&mut *store.read().await?).await?;
    for user in &found {
        let seen = user.seen_at.map(|at| date::format(at, DateStyle::Minute, &settings.site).text);
        let seen = seen.unwrap_or_else(|| "never logged in".to_owned());
        println!("{:<14} {}  {}  {seen}", user.role.as_str(), user.email, user.name);
    }
    println!("{}", count_of(found.len() as i64, "user", "users"));
    Ok(())
}

async fn change_password(
    settings: &Settings,
    store: &Store,
    email: &str,
    without_passkeys: bool,
) -> Result<(), CommandError> {
    let user = find(store, email).await?;
    let hash = ask(settings, store, &user.email, &user.name).await?;
    let mut writing = store.write().await?;
    let (sessions, source) = (Sessions::End { but: None }, EventClient::command_line());
    let changed = accounts::change_password(&mut writing, user.id, &hash, sessions, &source).await;
    changed.map_err(|error| format!("{error:?}"))?;
    if without_passkeys {
        let dropped = accounts::drop_second_factor(&mut writing, user.id, &source).await;
        dropped.map_err(|error| format!("{error:?}"))?;
    }
    writing.commit().await?;
    println!("{} has a new password, and is logged out everywhere", user.email);
    Ok(())
}

async fn change_role(store: &Store, email: &str, role: Role) -> Result<(), CommandError> {
    let user = find(store, email).await?;
    let mut writing = store.write().await?;
    accounts::change_role(&mut writing, user.id, role).await.map_err(explain)?;
    writing.commit().await?;
    println!("{} is {} now", user.email, article(role));
    Ok(())
}

async fn remove(store: &Store, email: &str, posts_to: Option<&str>) -> Result<(), CommandError> {
    let user = find(store, email).await?;
    let posts = match posts_to {
        Some(heir) => PostHandover::GoTo(find(store, heir).await?.id),
        None => PostHandover::Stay,
    };
    let mut writing = store.write().await?;
    accounts::remove(&mut writing, user.id, posts).await.map_err(explain)?;
    writing.commit().await?;
    if !store.empty_log(LOG_PATIENCE).await? {
        println!("the log of the database keeps their data for up to an hour more");
    }
    println!("{} is no longer a user", user.email);
    Ok(())
}

async fn find(store: &Store, email: &str) -> Result<UserRow, CommandError> {
    let user = users::find_by_email(&mut *store.read().await?, email.trim()).await?;
    user.ok_or_else(|| format!("there is no user {email}").into())
}

/// Reads a new password and returns its hash. Prompts twice on a terminal, otherwise reads the first line of standard
/// input. A password is never an argument, since other users of the machine can see the arguments of a process.
async fn ask(settings: &Settings, store: &Store, email: &str, name: &str) -> Result<String, CommandError> {
    let typed = if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password("Password: ")?;
        if rpassword::prompt_password("The same again: ")? != first {
            return Err("the two passwords differ; nothing was changed".into());
        }
        first
    } else {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line)?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    };
    let title = read_title(&mut *store.read().await?, settings).await.unwrap_or_default();
    password::check(&typed, &[email, name, &title]).map_err(|fault| match fault {
        PasswordError::TooShort => format!("a password needs at least {MIN_LENGTH} characters; nothing was changed"),
        PasswordError::TooLong => format!("a password has at most {MAX_LENGTH} characters; nothing was changed"),
        PasswordError::Common => "this password is among the first that others try; nothing was changed".to_owned(),
        PasswordError::Known => {
            "this password is the user's name or email address, or the site's title; nothing was changed".to_owned()
        }
    })?;
    Ok(password::hash(&typed).await.map_err(|_| "the password could not be hashed")?)
}

fn article(role: Role) -> &'static str {
    match role {
        Role::Author => "an author",
        Role::Editor => "an editor",
        Role::Administrator => "an administrator",
    }
}

fn explain(refusal: AccountError) -> CommandError {
    match refusal {
        AccountError::NameMissing => "a user needs a name".into(),
        AccountError::NameTooLong => format!("a name has at most {} characters", accounts::LONGEST_NAME).into(),
        AccountError::NotAnEmail => "this is not an email address".into(),
        AccountError::EmailTaken => "there is a user with this email address already".into(),
        AccountError::LastAdministrator => "this is the last administrator; make somebody else one first".into(),
        AccountError::NoSuchUser => "there is no such user".into(),
        AccountError::NoSuchHeir => "whoever is to get the posts is no other user".into(),
        AccountError::Broken(_) => "the database failed; the log has the cause".into(),
    }
}
