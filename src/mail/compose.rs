use super::MailContent;
use super::layout::Mail;
use crate::auth::{invitation, mail_address_token, password_reset};
use crate::i18n::admin::admin_texts;
use crate::i18n::date::{self, DateStyle};
use crate::i18n::mail::mail_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::address::paths::{SUBSCRIPTIONS, UNSUBSCRIBE};
use crate::model::address::{comment_path, post_path};
use crate::model::error::Error;
use crate::model::user::Role;
use crate::reading::site::read_title;
use crate::reading::user_agent;
use crate::state::AppState;
use crate::store::sql::Connection;
use crate::store::users::UserRow;
use crate::store::{dashboard, reply_subscriptions, users};
use crate::text::{excerpt, plain_text};

/// Maximum length of what a mail quotes of a reply, in characters.
const LONGEST_REPLY: usize = 600;

/// Finds the words of a mail. `None` if it has become pointless: its user is gone or has another address now, or nothing
/// waits any more.
///
/// # Errors
///
/// The database failed.
pub async fn compose(state: &AppState, recipient: &str, content: &MailContent) -> Result<Option<Mail>, Error> {
    let settings = state.settings();
    let texts = mail_texts(settings.site.language);
    let mut reading = state.store.read().await?;
    let site = read_title(&mut reading, &settings).await?;
    let link = |address: AdminAddress| format!("{}{address}", settings.site.address);
    let with_token = |address: AdminAddress, token: &str| format!("{}?token={token}", link(address));
    let mail = match content {
        MailContent::Test => {
            Mail { subject: (texts.test_subject)(&site), paragraphs: vec![(texts.test)(&site)], ..Mail::default() }
        }
        MailContent::Invitation { user, inviter } => {
            let Some(user) = find_recipient(&mut reading, *user, recipient).await? else { return Ok(None) };
            let token = invitation::issue(&state.signer, &user);
            Mail {
                subject: (texts.invitation_subject)(&site),
                paragraphs: vec![(texts.greeting)(&user.name), (texts.invitation)(inviter, &site)],
                button: Some((texts.invitation_button.to_owned(), with_token(AdminAddress::Invitation, &token))),
                note: texts.invitation_note.to_owned(),
                ..Mail::default()
            }
        }
        MailContent::PasswordReset { user } => {
            let Some(user) = find_recipient(&mut reading, *user, recipient).await? else { return Ok(None) };
            let token = password_reset::issue(&state.signer, &user);
            Mail {
                subject: (texts.reset_subject)(&site),
                paragraphs: vec![(texts.greeting)(&user.name), (texts.reset)(&user.email, &site)],
                button: Some((texts.reset_button.to_owned(), with_token(AdminAddress::PasswordReset, &token))),
                note: texts.reset_note.to_owned(),
                ..Mail::default()
            }
        }
        MailContent::AccountEvent { user, event, detail, address, agent, at } => {
            let Some(UserRow { name, email, .. }) = users::find(&mut reading, *user).await? else { return Ok(None) };
            let (browser, system) = user_agent::read(agent);
            let moment = date::format(*at, DateStyle::Minute, &settings.site).text;
            let event = (admin_texts(settings.site.language).account.event)(*event, detail);
            let facts = [
                (texts.account, email.as_str()),
                (texts.moment, moment.as_str()),
                (texts.browser, browser),
                (texts.system, system),
                (texts.address, address.as_str()),
            ];
            let facts = facts.into_iter().filter(|(_, fact)| !fact.is_empty());
            let facts: Vec<String> = facts.map(|(label, fact)| format!("{label}: {fact}")).collect();
            Mail {
                subject: (texts.event_subject)(&event, &site),
                paragraphs: vec![(texts.greeting)(&name), (texts.event)(&event), facts.join("\n")],
                button: Some((texts.event_button.to_owned(), link(AdminAddress::Account))),
                note: texts.event_note.to_owned(),
                ..Mail::default()
            }
        }
        MailContent::WaitingComments { user } => {
            let Some(user) = users::find(&mut reading, *user).await? else { return Ok(None) };
            // Authors moderate the comments on their own posts.
            let author = (user.role < Role::Editor).then_some(user.author_id.unwrap_or_default());
            let waiting = dashboard::count_waiting(&mut reading, author).await?.count;
            if waiting == 0 {
                return Ok(None);
            }
            Mail {
                subject: (texts.waiting_subject)(waiting, &site),
                paragraphs: vec![(texts.greeting)(&user.name), (texts.waiting)(waiting)],
                button: Some((texts.waiting_button.to_owned(), link(AdminAddress::Comments))),
                note: texts.waiting_note.to_owned(),
                ..Mail::default()
            }
        }
        MailContent::SubscriptionQuestion { subscription } => {
            let Some(row) = reply_subscriptions::find(&mut reading, *subscription).await? else { return Ok(None) };
            let token = mail_address_token::issue(&state.signer, &row.email);
            let address = format!("{}{SUBSCRIPTIONS}?token={token}&confirm={}", settings.site.address, row.id);
            // Nothing that a stranger has typed: anybody can enter anybody's address.
            Mail {
                subject: (texts.question_subject)(&site),
                paragraphs: vec![(texts.question)(&row.title, &site)],
                button: Some((texts.question_button.to_owned(), address)),
                note: texts.question_note.to_owned(),
                ..Mail::default()
            }
        }
        MailContent::Reply { subscription, reply } => {
            let Some(row) = reply_subscriptions::find(&mut reading, *subscription).await? else { return Ok(None) };
            let Some(found) = reply_subscriptions::find_reply(&mut reading, *reply).await? else { return Ok(None) };
            let token = mail_address_token::issue(&state.signer, &row.email);
            let origin = &settings.site.address;
            let text = excerpt::cut(&plain_text::plain(&found.html), LONGEST_REPLY);
            let post = post_path(row.kind, &row.slug);
            Mail {
                subject: (texts.reply_subject)(&row.title),
                paragraphs: vec![(texts.reply)(&found.name, &row.title), format!("“{text}”")],
                button: Some((texts.reply_button.to_owned(), format!("{origin}{}", comment_path(&post, *reply)))),
                note: (texts.reply_note)(&format!("{origin}{SUBSCRIPTIONS}?token={token}")),
                unsubscribe: Some(format!("{origin}{UNSUBSCRIBE}?token={token}&id={}", row.id)),
            }
        }
    };
    Ok(Some(mail))
}

/// Finds a user who gets a link. Not if they have another address now: the mail goes to the one from before.
async fn find_recipient(connection: &mut Connection, user: i64, recipient: &str) -> sqlx::Result<Option<UserRow>> {
    Ok(users::find(connection, user).await?.filter(|user| user.email == recipient))
}
