use serde::{Deserialize, Serialize};

use super::image::Image;
use super::site_link::SiteLink;

/// The name of an author, and the slug of their page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Byline {
    pub slug: String,
    pub name: String,
    /// Only where it is shown: in sections of opinion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portrait: Option<Image>,
}

/// The author of a post, as shown in the author box.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Author {
    pub slug: String,
    pub name: String,
    /// Sanitized HTML; empty if there is none.
    pub biography: String,
    /// Such as `Phóng viên`; may be empty.
    pub role: String,
    pub portrait: Option<Image>,
    /// Their pages elsewhere.
    pub links: Vec<SiteLink>,
}
