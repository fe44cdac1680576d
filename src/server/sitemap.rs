//! One sitemap: streamed in batches as it is read, whatever its length. A short one is cached like a page.

use std::io;

use axum::body::Body;
use axum::extract::{Extension, Path, State as Shared};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use futures::future::ready;
use futures::stream::{StreamExt, once, try_unfold};

use super::conditional_request::{Validators, dated};
use super::syndication::broken;
use crate::auth::client_info::ClientInfo;
use crate::model::error::Error;
use crate::page_cache::{CachePolicy, PageDependencies};
use crate::reading::sitemap::{read_piece, read_range};
use crate::request::origin_of;
use crate::state::AppState;
use crate::store::sitemap::SitemapKind;
use crate::syndication::sitemap::{SIZE, parse_file, write_beginning, write_end, write_urls};

const XML: &str = "application/xml; charset=utf-8";

/// A longer sitemap (in bytes) is not cached, since it would evict many pages that people read.
const LONGEST: usize = 1024 * 1024;

/// The next step of writing a sitemap.
#[derive(Clone, Copy)]
enum SitemapStep {
    Begin,
    /// The entries from this id on.
    Piece(i64),
    End,
    Done,
}

/// Serves a file of `/sitemaps/`.
pub async fn show(
    Shared(state): Shared<AppState>,
    Extension(client_info): Extension<ClientInfo>,
    Path(file): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<(CachePolicy, Response), Error> {
    let (part, place) = parse_file(&file).ok_or(Error::NotFound)?;
    let range = read_range(&state, part, SIZE, place).await?;
    let origin = origin_of(&state, client_info, &headers, &uri);
    // The body is not known before it is written, so the tag is weak (RFC 9110, section 8.8.1).
    let changed = range.changed_at.unwrap_or_default();
    let etag = format!("W/{}", Validators::of(format!("{origin} {} {changed}", range.count).as_bytes(), None).etag);
    let validators = Validators { etag, modified: range.changed_at };
    if validators.are_known(&headers) {
        return Ok((CachePolicy::Uncacheable, validators.answer(&headers, XML, Body::empty)));
    }
    let (begun, step) = begin(&state, &origin, part, place).await?;
    if let SitemapStep::Done = step {
        let policy = CachePolicy::Page(PageDependencies::default());
        return Ok((policy, dated(begun.into(), XML, range.changed_at)));
    }
    let response = validators.answer(&headers, XML, || stream(begun, state, origin, part, place, step));
    Ok((CachePolicy::Uncacheable, response))
}

/// Writes the sitemap up to the size that may be cached. Also returns the step that follows.
async fn begin(state: &AppState, origin: &str, part: SitemapKind, place: i64) -> Result<(Vec<u8>, SitemapStep), Error> {
    let (mut begun, mut step) = (Vec::new(), SitemapStep::Begin);
    while begun.len() < LONGEST
        && let Some((written, next)) = write(state, origin, part, place, step).await?
    {
        begun.extend_from_slice(&written);
        step = next;
    }
    Ok((begun, step))
}

fn stream(begun: Vec<u8>, state: AppState, origin: String, part: SitemapKind, place: i64, step: SitemapStep) -> Body {
    let steps = try_unfold(step, move |step| {
        let (state, origin) = (state.clone(), origin.clone());
        // Errors are logged. The response is aborted, so that no client takes it for complete.
        async move { write(&state, &origin, part, place, step).await.map_err(|_| io::Error::other("it broke off")) }
    });
    Body::from_stream(once(ready(Ok(begun))).chain(steps))
}

/// Writes one step. No connection is held between steps.
async fn write(
    state: &AppState,
    origin: &str,
    part: SitemapKind,
    place: i64,
    step: SitemapStep,
) -> Result<Option<(Vec<u8>, SitemapStep)>, Error> {
    let (written, next) = match step {
        SitemapStep::Begin => (write_beginning(origin, part, place), SitemapStep::Piece(place * SIZE)),
        SitemapStep::Piece(from) => {
            let (rows, next) = read_piece(state, part, from, (place + 1) * SIZE).await?;
            (write_urls(origin, part, &rows), next.map_or(SitemapStep::End, SitemapStep::Piece))
        }
        SitemapStep::End => (write_end(), SitemapStep::Done),
        SitemapStep::Done => return Ok(None),
    };
    Ok(Some((written.map_err(broken)?, next)))
}
