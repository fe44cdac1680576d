//! Tests of saving, from the draft to the database rows.

mod bulk;
mod formats;
mod revisions;
mod saving;
mod schedule;
mod slugs;

use crate::config::{Overrides, load};
use crate::model::admin::post::{EditorPost, PostDraft, PostKind, SaveIntent};
use crate::model::error::Error;
use crate::model::user::{Role, User};
use crate::reading::editor_post::read_editor_post;
use crate::state::AppState;
use crate::store::posts::PostStatus;
use crate::store::posts::edit::{self, EditRow};
use crate::store::sql;
use crate::store::users::{self, NewUser};
use crate::store::{redirects, testing};
use crate::writing::save;

/// An empty site with an editor and an author.
struct Desk {
    state: AppState,
    editor: User,
    author: User,
    _folder: testing::Place,
}

async fn open() -> Desk {
    let (store, folder) = testing::open().await;
    let state = AppState::new(load(&Overrides::default(), |_| None).unwrap(), store).await.unwrap();
    let editor = add_user(&state, Role::Editor, "Lan Anh").await;
    let author = add_user(&state, Role::Author, "Đức Minh").await;
    Desk { state, editor, author, _folder: folder }
}

async fn add_user(state: &AppState, role: Role, name: &str) -> User {
    let email = format!("{}@bao.example", role.as_str());
    let new = NewUser { email, name: name.to_owned(), role, password_hash: None, author_id: None };
    let mut writing = state.store.write().await.unwrap();
    let id = users::add(&mut writing, &new).await.unwrap().unwrap();
    let user = users::find(&mut writing, id).await.unwrap().unwrap().into_user();
    writing.commit().await.unwrap();
    user
}

fn draft(title: &str, source: &str) -> PostDraft {
    PostDraft { title: title.to_owned(), source: source.to_owned(), ..PostDraft::default() }
}

impl Desk {
    /// Saves as the editor, and stores the author profile that the first save creates.
    async fn save(&mut self, draft: PostDraft, intent: SaveIntent) -> Result<i64, Error> {
        let (id, user) = save(&self.state, self.editor.clone(), draft, intent).await?;
        self.editor = user;
        Ok(id)
    }

    /// Saves as the author, and stores the author profile that the first save creates.
    async fn save_as_author(&mut self, draft: PostDraft, intent: SaveIntent) -> Result<i64, Error> {
        let (id, user) = save(&self.state, self.author.clone(), draft, intent).await?;
        self.author = user;
        Ok(id)
    }

    async fn row(&self, id: i64) -> EditRow {
        edit::find(&mut self.state.store.read().await.unwrap(), id).await.unwrap().unwrap()
    }

    async fn read(&self, kind: PostKind, id: i64) -> EditorPost {
        read_editor_post(&self.state, &self.editor, kind, Some(id), "https://bao.example").await.unwrap()
    }

    /// Reads the draft of a stored post and changes it.
    async fn edit(&self, id: i64, change: impl FnOnce(&mut PostDraft)) -> PostDraft {
        let mut draft = self.read(self.row(id).await.kind, id).await.draft;
        change(&mut draft);
        draft
    }

    async fn status(&self, id: i64) -> PostStatus {
        self.row(id).await.status
    }

    async fn redirect(&self, path: &str) -> Option<String> {
        redirects::find(&mut self.state.store.read().await.unwrap(), path).await.unwrap()
    }

    /// Returns slug, stored count and number of listed posts of each term, ordered by slug.
    async fn terms(&self) -> Vec<(String, i64, i64)> {
        sql::query_as(
            "SELECT t.slug, t.post_count, COUNT(pt.published_at)
             FROM terms t LEFT JOIN post_terms pt ON pt.term_id = t.id GROUP BY t.id ORDER BY t.slug",
        )
        .fetch_all(&mut self.state.store.read().await.unwrap())
        .await
        .unwrap()
    }
}

/// Returns the form fields of a rejection.
fn rejected<T: std::fmt::Debug>(answer: Result<T, Error>) -> Vec<String> {
    match answer {
        Err(Error::Rejected(rejections)) => rejections.into_iter().map(|rejection| rejection.field).collect(),
        other => panic!("{other:?} is no rejection"),
    }
}
