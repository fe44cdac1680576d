use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::account::{CommentNotices, MailNotices};
use crate::model::admin::mail::{MailStatus, MailTest};
use crate::model::error::Error;

/// Returns whether the site can send mail, and what became of it.
#[server(endpoint = "admin/mail", input = GetUrl, output = Json)]
pub async fn read_mail_status() -> Result<MailStatus, Error> {
    use crate::mail::administration;
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};

    let read = async {
        require_administrator().await?;
        administration::read_status(&state()?).await
    };
    answer(read.await)
}

/// Stores the password of the mail server; an empty one is removed. Nothing returns it.
#[server(endpoint = "admin/mail/password", input = Json, output = Json)]
pub async fn save_mail_password(password: String) -> Result<MailStatus, Error> {
    use crate::mail::administration;
    use crate::request::guard::require_recent_administrator;
    use crate::request::{answer, state};

    let save = async {
        let signed_in = require_recent_administrator().await?;
        administration::save_password(&state()?, &signed_in, &password).await
    };
    answer(save.await)
}

/// Sends a mail to the address of the user, and returns what the mail server said.
#[server(endpoint = "admin/mail/test", input = Json, output = Json)]
pub async fn send_test_mail() -> Result<MailTest, Error> {
    use crate::mail::administration;
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};

    let send = async {
        let signed_in = require_administrator().await?;
        administration::send_test(&state()?, &signed_in.user).await
    };
    answer(send.await)
}

/// Returns what the user is told by mail.
#[server(endpoint = "admin/mail/notices", input = GetUrl, output = Json)]
pub async fn read_mail_notices() -> Result<MailNotices, Error> {
    use crate::mail::administration;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let read = async { administration::read_notices(&state()?, &require_author().await?.user).await };
    answer(read.await)
}

/// Sets when the user is told of comments that wait for a moderator.
#[server(endpoint = "admin/mail/notices/save", input = Json, output = Json)]
pub async fn save_mail_notices(comments: CommentNotices) -> Result<(), Error> {
    use crate::mail::administration;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let save = async { administration::save_notices(&state()?, &require_author().await?.user, comments).await };
    answer(save.await)
}
