use tokio::task::spawn_blocking;

use crate::model::error::Error;
use crate::text::body::{self, Body};

/// Makes the body that readers see. Not on the threads that answer: a long body takes a while.
pub async fn render(source: &str, format: &str) -> Result<Body, Error> {
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
