//! Titles that sites tell by oEmbed (<https://oembed.com>).

use serde::Deserialize;

use super::page_metadata::tidy_title;

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    title: String,
}

/// Reads the title of an answer, which is empty if it has none. `None` if it is no answer.
pub fn read(bytes: &[u8]) -> Option<String> {
    let answer: Answer = serde_json::from_slice(bytes).ok()?;
    Some(tidy_title(&answer.title))
}
