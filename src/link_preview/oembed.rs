//! Titles that sites tell by oEmbed (<https://oembed.com>).

use reqwest::Response;
use reqwest::header::CONTENT_TYPE;
use serde::Deserialize;

use super::fetch::explain;
use super::page_metadata::tidy_title;
use crate::model::admin::link_target::UnreadReason;

/// How many bytes of an answer are read.
const MOST: usize = 64 * 1024;

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    title: String,
}

/// Reads the title of an answer.
pub async fn read(mut response: Response) -> Result<String, UnreadReason> {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.to_ascii_lowercase().starts_with("application/json") {
        return Err(UnreadReason::NotAPage);
    }
    let mut bytes: Vec<u8> = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(explain)? {
        if bytes.len() + chunk.len() > MOST {
            return Err(UnreadReason::NotAPage);
        }
        bytes.extend_from_slice(&chunk);
    }
    let answer: Answer = serde_json::from_slice(&bytes).map_err(|_| UnreadReason::NotAPage)?;
    let title = tidy_title(&answer.title);
    if title.is_empty() { Err(UnreadReason::Untitled) } else { Ok(title) }
}
