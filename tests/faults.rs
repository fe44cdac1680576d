//! Operating faults while the program starts and serves: nothing acknowledged is lost, the cause is named, and service
//! resumes once the cause is gone.

mod connection_limits;
mod database;
mod kill;
mod slow_clients;
mod startup;

use crate::server::Server;

pub const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";

/// Settings under which comments are not limited by rate.
pub const OPEN: [(&str, &str); 3] = [
    ("LONGAN_COMMENTS_SECONDS_TO_WRITE", "0"),
    ("LONGAN_COMMENTS_MODERATION", "nobody"),
    ("LONGAN_COMMENTS_BURST", "1000000"),
];

/// The fields of a comment form other than the body, as the page of the post contains them.
pub fn form_of(server: &Server) -> String {
    let page = server.get(POST);
    let form_token = between(&page, "name=\"stamp\" value=\"", "\"");
    let post = between(&page, "name=\"post\" value=\"", "\"");
    format!("post={post}&stamp={form_token}&name=Lan&email=lan%40example.org")
}

/// Whether an answer says that a comment was accepted.
pub fn is_taken(answer: &str) -> bool {
    answer.starts_with("HTTP/1.1 303")
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("no {start:?} in {text}"));
    rest.split_once(end).unwrap().0
}
