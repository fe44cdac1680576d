use axum::http::HeaderMap;

use crate::auth::client_info::ClientInfo;
use crate::auth::commenter::CommenterToken;
use crate::auth::session::authenticate;
use crate::model::comment::CommentDraft;
use crate::model::error::Error;
use crate::model::user::User;
use crate::screening::StaffNames;
use crate::state::AppState;
use crate::store::authors;
use crate::store::sql::Connection;

/// The sender of a comment, as far as the request proves it. What they type proves nothing.
#[derive(Debug)]
pub struct Requester {
    pub client_info: ClientInfo,
    /// The token of the browser.
    pub token: CommenterToken,
    /// The logged-in user.
    pub user: Option<User>,
}

impl Requester {
    /// Reads it from a request. An expired session counts as not logged in.
    ///
    /// # Errors
    ///
    /// The database or the random number generator failed.
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

/// A staff member who comments in their own name.
#[derive(Clone, Debug)]
pub struct StaffWriter {
    pub user: User,
    pub name: String,
}

impl StaffWriter {
    /// Returns the user as staff, or `None` if they typed another name and email address. Then they comment like any
    /// reader and are not marked as staff, so that nobody's identity is revealed against their will.
    pub async fn find(
        reading: &mut Connection,
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
