//! One sitemap: written as it is read, a piece at a time, however long it is.

use std::io;

use axum::body::{Body, Bytes};
use axum::extract::{Extension, Path, State as Shared};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use futures::stream::try_unfold;

use super::conditional::Validators;
use crate::auth::caller::Caller;
use crate::model::error::Error;
use crate::reading::sitemap::{read_piece, read_range};
use crate::request::origin_of;
use crate::state::State;
use crate::store::sitemap::Part;
use crate::syndication::sitemap::{SIZE, parse_file, write_beginning, write_end, write_urls};

/// What comes next.
enum Step {
    Begin,
    /// The things from this number on.
    Piece(i64),
    End,
    Done,
}

/// A file of `/sitemaps/`.
pub async fn show(
    Shared(state): Shared<State>,
    Extension(caller): Extension<Caller>,
    Path(file): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Error> {
    let (part, place) = parse_file(&file).ok_or(Error::NotFound)?;
    let range = read_range(&state, part, SIZE, place).await?;
    let origin = origin_of(&state, caller, &headers, &uri);
    // It is not known to the byte before it is written: a weak tag (RFC 9110, section 8.8.1).
    let changed = range.changed_at.unwrap_or_default();
    let etag = format!("W/{}", Validators::of(format!("{origin} {} {changed}", range.count).as_bytes(), None).etag);
    let validators = Validators { etag, modified: range.changed_at };
    Ok(validators.answer(&headers, "application/xml; charset=utf-8", || stream(state, origin, part, place)))
}

fn stream(state: State, origin: String, part: Part, place: i64) -> Body {
    let steps = try_unfold(Step::Begin, move |step| {
        let (state, origin) = (state.clone(), origin.clone());
        async move { write(&state, &origin, part, place, step).await }
    });
    Body::from_stream(steps)
}

/// Writes a step. A reader holds no connection between two of them.
async fn write(state: &State, origin: &str, part: Part, place: i64, step: Step) -> io::Result<Option<(Bytes, Step)>> {
    let (written, next) = match step {
        Step::Begin => (write_beginning(origin, part, place)?, Step::Piece(place * SIZE)),
        Step::Piece(from) => {
            // What went wrong is in the log; the answer breaks off, so that nobody takes it for the whole.
            let piece = read_piece(state, part, from, (place + 1) * SIZE).await;
            let (rows, next) = piece.map_err(|_| io::Error::other("the database failed"))?;
            (write_urls(origin, part, &rows)?, next.map_or(Step::End, Step::Piece))
        }
        Step::End => (write_end()?, Step::Done),
        Step::Done => return Ok(None),
    };
    Ok(Some((written.into(), next)))
}
