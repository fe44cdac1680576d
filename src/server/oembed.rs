//! The oEmbed endpoint.

use axum::extract::{Extension, Query, State as Shared};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::auth::client_info::ClientInfo;
use crate::model::error::Error;
use crate::reading::oembed::read_oembed;
use crate::request::origin_of;
use crate::state::AppState;
use crate::syndication::oembed::{MaxSize, write_json, write_xml};

/// Query of an oEmbed request (oEmbed, section 2.2).
#[derive(Debug, Deserialize)]
pub struct OembedQuery {
    url: String,
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    maxwidth: Option<u32>,
    #[serde(default)]
    maxheight: Option<u32>,
}

/// Handles `/oembed?url=…`. Responds with 404 if the URL is not a post of this site, and with 501 for an unknown format
/// (section 2.3.5).
pub async fn show(
    Shared(state): Shared<AppState>,
    Extension(client_info): Extension<ClientInfo>,
    Query(wanted): Query<OembedQuery>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Error> {
    let is_json = match wanted.format.as_deref() {
        None | Some("json") => true,
        Some("xml") => false,
        Some(_) => return Ok((StatusCode::NOT_IMPLEMENTED, "json or xml\n").into_response()),
    };
    let origin = origin_of(&state, client_info, &headers, &uri);
    let embed = read_oembed(&state, &origin, &wanted.url).await?;
    let room = MaxSize { width: wanted.maxwidth, height: wanted.maxheight };
    let (content_type, body) = match is_json {
        true => ("application/json; charset=utf-8", write_json(&embed, room)),
        false => {
            let written = write_xml(&embed, room).map_err(|error| {
                tracing::error!(%error, "XML was not written");
                Error::Internal
            })?;
            ("text/xml; charset=utf-8", written)
        }
    };
    // Scripts of other sites may read the response, since it is public.
    let answer = [(header::CONTENT_TYPE, content_type), (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")];
    Ok((answer, body).into_response())
}
