use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::comment::{Changed, Counts, Decision, Edit, Entry, Former, News, Page, Place, Status};
use crate::model::error::Error;

/// A page of the queue: from the newest on, or from a place; with a text, only what has its words.
#[server(endpoint = "admin/comments", input = GetUrl, output = Json)]
pub async fn list_comments(
    status: Status,
    #[server(default)] text: String,
    before: Option<Place>,
) -> Result<Page, Error> {
    use crate::commenting::Reach;
    use crate::reading::queue::read_queue;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let read = async {
        let moderator = require_author().await?;
        read_queue(&state()?, Reach::of(&moderator.user), status, &text, before).await
    };
    answer(read.await)
}

/// How many comments have come since the queue was read, by the greatest id there was. Asked again and again: cheap.
#[server(endpoint = "admin/comments/news", input = GetUrl, output = Json)]
pub async fn read_comment_news(status: Status, after: i64) -> Result<News, Error> {
    use crate::commenting::Reach;
    use crate::reading::queue::read_news;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let read = async {
        let moderator = require_author().await?;
        read_news(&state()?, Reach::of(&moderator.user), status, after).await
    };
    answer(read.await)
}

/// The comments that have come since.
#[server(endpoint = "admin/comments/fresh", input = GetUrl, output = Json)]
pub async fn list_fresh_comments(status: Status, after: i64) -> Result<Page, Error> {
    use crate::commenting::Reach;
    use crate::reading::queue::read_fresh;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let read = async {
        let moderator = require_author().await?;
        read_fresh(&state()?, Reach::of(&moderator.user), status, after).await
    };
    answer(read.await)
}

/// Decides about comments, one or many.
#[server(endpoint = "admin/comments/decide", input = Json, output = Json)]
pub async fn decide_comments(ids: Vec<i64>, decision: Decision) -> Result<Changed, Error> {
    use crate::commenting::{Reach, decide};
    use crate::request::guard::require_author;
    use crate::request::{answer, state};
    use crate::store::comments::queue;

    let write = async {
        let reach = Reach::of(&require_author().await?.user);
        let mut writing = state()?.store.write().await?;
        let former = decide(&mut writing, reach, &ids, decision).await?;
        let counts = queue::count(&mut writing, reach.author()).await?;
        writing.commit().await?;
        Ok(Changed { former, block: None, counts })
    };
    answer(write.await)
}

/// Takes a change back: comments are again what they were, and what was learned is forgotten.
#[server(endpoint = "admin/comments/undo", input = Json, output = Json)]
pub async fn undo_decision(former: Vec<Former>) -> Result<Counts, Error> {
    use crate::commenting::{Reach, restore};
    use crate::request::guard::require_author;
    use crate::request::{answer, state};
    use crate::store::comments::queue;

    let write = async {
        let reach = Reach::of(&require_author().await?.user);
        let mut writing = state()?.store.write().await?;
        restore(&mut writing, reach, &former).await?;
        let counts = queue::count(&mut writing, reach.author()).await?;
        writing.commit().await?;
        Ok(counts)
    };
    answer(write.await)
}

/// Deletes comments for good, as far as they are spam or in the trash.
#[server(endpoint = "admin/comments/delete", input = Json, output = Json)]
pub async fn delete_comments(ids: Vec<i64>) -> Result<Counts, Error> {
    use crate::commenting::{Reach, delete};
    use crate::request::guard::require_author;
    use crate::request::{answer, state};
    use crate::store::comments::queue;

    let write = async {
        let reach = Reach::of(&require_author().await?.user);
        let mut writing = state()?.store.write().await?;
        delete(&mut writing, reach, &ids).await?;
        let counts = queue::count(&mut writing, reach.author()).await?;
        writing.commit().await?;
        Ok(counts)
    };
    answer(write.await)
}

/// Changes the words of a comment.
#[server(endpoint = "admin/comments/edit", input = Json, output = Json)]
pub async fn edit_comment(edit: Edit) -> Result<Entry, Error> {
    use crate::commenting::Reach;
    use crate::reading::queue::read_entry;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let write = async {
        let reach = Reach::of(&require_author().await?.user);
        let state = state()?;
        let mut writing = state.store.write().await?;
        crate::commenting::edit(&mut writing, reach, &edit).await?;
        let entry = read_entry(&state, &mut writing, edit.id).await?;
        writing.commit().await?;
        Ok(entry)
    };
    answer(write.await)
}

/// Answers a comment in the name of whoever is logged in, and publishes both.
#[server(endpoint = "admin/comments/reply", input = Json, output = Json)]
pub async fn reply_to_comment(id: i64, body: String) -> Result<Changed, Error> {
    use crate::commenting::{Reach, reply};
    use crate::request::guard::require_author;
    use crate::request::{answer, state};
    use crate::store::comments::queue;

    let write = async {
        let user = require_author().await?.user;
        let reach = Reach::of(&user);
        let mut writing = state()?.store.write().await?;
        let former = reply(&mut writing, reach, &user, id, &body).await?;
        let counts = queue::count(&mut writing, reach.author()).await?;
        writing.commit().await?;
        Ok(Changed { former, block: None, counts })
    };
    answer(write.await)
}
