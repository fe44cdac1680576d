use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::author::AuthorProfile;
use crate::model::admin::user::{Invitation, Invitee, RemovedUserPosts, UserSummary};
use crate::model::error::Error;
use crate::model::user::Role;

/// Returns all users, including invited ones.
#[server(endpoint = "admin/users", input = GetUrl, output = Json)]
pub async fn list_users() -> Result<Vec<UserSummary>, Error> {
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};

    let list = async {
        require_administrator().await?;
        crate::reading::users::list_users(&state()?).await
    };
    answer(list.await)
}

/// Adds a user, and returns the link by which they choose a password.
#[server(endpoint = "admin/users/invite", input = Json, output = Json)]
pub async fn invite_user(invitee: Invitee) -> Result<Invitation, Error> {
    use crate::accounts::administration;
    use crate::request::guard::require_recent_administrator;
    use crate::request::{answer, origin, state};

    let invite = async {
        let signed_in = require_recent_administrator().await?;
        let state = state()?;
        administration::invite(&state, &signed_in, &origin(&state)?, &invitee).await
    };
    answer(invite.await)
}

/// Returns a reset link for a user who cannot log in. They choose a new password, and their passkeys are removed.
#[server(endpoint = "admin/users/link", input = Json, output = Json)]
pub async fn renew_link(id: i64) -> Result<Invitation, Error> {
    use crate::accounts::administration;
    use crate::request::guard::require_recent_administrator;
    use crate::request::{answer, origin, state};

    let renew = async {
        let signed_in = require_recent_administrator().await?;
        let state = state()?;
        administration::renew_link(&state, &signed_in, &origin(&state)?, id).await
    };
    answer(renew.await)
}

/// Changes the role of a user.
#[server(endpoint = "admin/users/role", input = Json, output = Json)]
pub async fn change_role(id: i64, role: Role) -> Result<(), Error> {
    use crate::accounts::administration;
    use crate::request::guard::require_recent_administrator;
    use crate::request::{answer, state};

    let change =
        async { administration::change_role(&state()?, &require_recent_administrator().await?, id, role).await };
    answer(change.await)
}

/// Removes a user.
#[server(endpoint = "admin/users/remove", input = Json, output = Json)]
pub async fn remove_user(id: i64, legacy: RemovedUserPosts) -> Result<(), Error> {
    use crate::accounts::administration;
    use crate::request::guard::require_recent_administrator;
    use crate::request::{answer, state};

    let remove = async { administration::remove(&state()?, &require_recent_administrator().await?, id, legacy).await };
    answer(remove.await)
}

/// Returns what readers see of a user.
#[server(endpoint = "admin/users/author", input = GetUrl, output = Json)]
pub async fn read_author_profile(id: i64) -> Result<AuthorProfile, Error> {
    use crate::accounts::author_profile;
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};

    let read = async {
        require_administrator().await?;
        author_profile::read(&state()?, id).await
    };
    answer(read.await)
}

/// Changes what readers see of a user.
#[server(endpoint = "admin/users/author/save", input = Json, output = Json)]
pub async fn save_author_profile(id: i64, profile: AuthorProfile) -> Result<(), Error> {
    use crate::accounts::author_profile;
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};

    let save = async {
        require_administrator().await?;
        author_profile::save(&state()?, id, &profile).await
    };
    answer(save.await)
}
