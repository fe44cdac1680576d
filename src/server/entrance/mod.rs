//! Logging in, setting up and logging out: forms without script, answered by redirects.

mod login;
mod setup;

pub use login::{log_in, log_out, show as show_login};
pub use setup::{set_up, show as show_setup};

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::assets::Client;
use crate::admin::entrance::Entrance;
use crate::model::error::Error;
use crate::reading::site::read_title;
use crate::state::State;

/// What every page of the entrance shows.
async fn entrance(state: &State) -> Result<Entrance, Error> {
    let settings = state.settings();
    let site = read_title(&mut *state.store.read().await?, &settings).await?;
    Ok(Entrance { language: settings.site.language, site, style: Client::current().admin().style })
}

/// A page of the entrance: never kept by anybody.
fn answer(status: StatusCode, page: String) -> Response {
    (status, [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], Html(page)).into_response()
}

/// Something broke: said in plain words, since nothing can be shown in better ones.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, format!("{status}\n")).into_response()
    }
}
