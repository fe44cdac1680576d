//! Social cards.

use axum::body::Body;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::conditional_request::Validators;
use crate::model::address::paths;
use crate::model::error::Error;
use crate::reading::site::{read_tagline, read_title};
use crate::social_card::{CardText, SITE, card_path, parse_card};
use crate::state::AppState;
use crate::store::posts;

/// The URL changes with the text of the card.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Serves the card of a published post or of the site. The URL of an outdated text redirects to the current card.
pub async fn show(
    Shared(state): Shared<AppState>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let id = parse_card(&file).ok_or(Error::NotFound)?;
    let words = read_words(&state, id).await?;
    let path = card_path(id, &words);
    if path.strip_prefix(paths::SOCIAL_CARDS) != Some(file.as_str()) {
        return Ok(Redirect::temporary(&path).into_response());
    }
    let card = state.cards.find(&path, words).await.ok_or(Error::Internal)?;
    let mut answer = Validators::of(&card, None).answer(&headers, "image/png", || Body::from(card));
    answer.headers_mut().insert(header::CACHE_CONTROL, FOREVER);
    Ok(answer)
}

async fn read_words(state: &AppState, id: i64) -> Result<CardText, Error> {
    let settings = state.settings();
    let mut reading = state.store.read_for_page().await?;
    let site = read_title(&mut reading, &settings).await?;
    let accent = settings.identity.accent;
    match id {
        SITE => Ok(CardText { title: site, site: read_tagline(&mut reading, &settings).await?, accent }),
        id => {
            let title = posts::find_title(&mut reading, id).await?.ok_or(Error::NotFound)?;
            Ok(CardText { title, site, accent })
        }
    }
}
