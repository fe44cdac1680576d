use axum::http::HeaderMap;
use sqlx::SqliteConnection;

use crate::auth::client_info::ClientInfo;
use crate::auth::commenter::CommenterToken;
use crate::auth::session::authenticate;
use crate::model::comment::CommentDraft;
use crate::model::error::Error;
use crate::model::user::User;
use crate::screening::StaffNames;
use crate::state::AppState;
use crate::store::authors;

/// Who sends a comment, as far as the request shows it: what is typed shows nothing.
#[derive(Debug)]
pub struct Requester {
    pub client_info: ClientInfo,
    /// What the browser is known by.
    pub token: CommenterToken,
    /// Who is logged in.
    pub user: Option<User>,
}

impl Requester {
    /// Reads it from a request. A session that has ended is none.
    pub async fn of(state: &AppState, client_info: ClientInfo, headers: &HeaderMap) -> Result<Requester, Error> {
        let token = CommenterToken::of(client_info, headers)?;
        let user = match authenticate(&state.store, client_info, headers).await {
            Ok(signed_in) => Some(signed_in.user),
            Err(Error::Unauthorized) => None,
            Err(error) => return Err(error),
        };
        Ok(Requester { client_info, token, user })
    }
}

/// Somebody who writes here, commenting in their own name.
#[derive(Clone, Debug)]
pub struct StaffWriter {
    pub user: User,
    pub name: String,
}

impl StaffWriter {
    /// `None` when they have typed somebody else's name and address: then they write as any reader does, and are not
    /// marked. Nobody is told who they are against their will.
    pub async fn find(
        reading: &mut SqliteConnection,
        user: &User,
        draft: &CommentDraft,
    ) -> sqlx::Result<Option<StaffWriter>> {
        let profile = match user.author {
            Some(author) => authors::find_name(reading, author).await?,
            None => None,
        };
        let own =
            StaffNames::new([Some(user.name.clone()), profile.clone()].into_iter().flatten(), [user.email.clone()]);
        let says_nothing = draft.name.trim().is_empty() && draft.email.trim().is_empty();
        let is_own = says_nothing || own.is_imitated(&draft.name, &draft.email);
        let name = profile.unwrap_or_else(|| user.name.clone());
        Ok(is_own.then(|| StaffWriter { user: user.clone(), name }))
    }
}
