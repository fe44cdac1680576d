//! The initial setup: a token for the setup link in the log, and the creation of the first administrator.

use std::sync::{Arc, OnceLock};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::auth::signer::{Purpose, Signer};
use crate::auth::{password, token};
use crate::model::error::Error;
use crate::model::user::Role;
use crate::store::Store;
use crate::store::authors::{self, NewAuthor};
use crate::store::users::{self, NewUser};
use crate::text::slugify;

/// The setup token.
#[derive(Clone, Debug)]
pub enum SetupToken {
    /// Of this process; empty until a link is requested.
    Own(Arc<OnceLock<String>>),
    /// Of all nodes of a site: it follows from the site's secret.
    Shared(Signer),
}

impl SetupToken {
    /// Makes the token of a site.
    pub fn new(store: &Store, signer: &Signer) -> SetupToken {
        if store.is_shared() { SetupToken::Shared(signer.clone()) } else { SetupToken::Own(Arc::default()) }
    }

    /// Returns the token. The first call generates it.
    pub fn issue(&self) -> Result<String, Error> {
        match self {
            SetupToken::Own(own) => {
                let token = token::issue()?;
                Ok(own.get_or_init(|| token).clone())
            }
            SetupToken::Shared(signer) => Ok(URL_SAFE_NO_PAD.encode(signer.derive(Purpose::Setup, ""))),
        }
    }

    /// Returns whether this is the token. Hashes are compared, so that the timing reveals nothing about the token.
    pub fn fits(&self, claimed: &str) -> bool {
        let token = match self {
            SetupToken::Own(own) => own.get().cloned(),
            SetupToken::Shared(_) => self.issue().ok(),
        };
        token.is_some_and(|token| token::hash(&token) == token::hash(claimed))
    }
}

/// Creates the first administrator with an author profile, and returns their id. `None` if there already is a user.
pub async fn create_first(store: &Store, name: &str, email: &str, password: &str) -> Result<Option<i64>, Error> {
    let hash = password::hash(password).await?;
    let mut writing = store.write().await?;
    if users::any(&mut writing).await? {
        return Ok(None);
    }
    let author = NewAuthor { slug: slugify(name), name: name.to_owned(), ..NewAuthor::default() };
    let author = authors::ensure(&mut writing, &author).await?;
    let user = NewUser {
        email: email.to_owned(),
        name: name.to_owned(),
        role: Role::Administrator,
        password_hash: Some(hash),
        author_id: Some(author),
    };
    let id = users::add(&mut writing, &user).await?;
    writing.commit().await?;
    Ok(id)
}
