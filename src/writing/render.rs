use sqlx::SqliteConnection;
use tokio::task::spawn_blocking;

use crate::media::illustrate;
use crate::model::error::Error;
use crate::text::body::{self, Body};

/// Makes the body that readers see, its pictures with their sizes and files.
pub async fn render(connection: &mut SqliteConnection, source: &str, format: &str) -> Result<Body, Error> {
    let mut body = render_alone(source, format).await?;
    body.html = illustrate::complete(connection, &body.html).await?;
    Ok(body)
}

/// The same without what the library knows of its pictures. Not on the threads that answer: a long body takes a while.
pub async fn render_alone(source: &str, format: &str) -> Result<Body, Error> {
    let source = source.to_owned();
    let format = match format {
        "html" => body::Format::Html,
        _ => body::Format::Markdown,
    };
    spawn_blocking(move || body::render(&source, format)).await.map_err(|error| {
        tracing::error!(%error, "a body could not be rendered");
        Error::Internal
    })
}
