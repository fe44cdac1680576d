use serde::{Deserialize, Serialize};

/// A page of another site that posts can show in a player.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmbedPage {
    /// The address of the page, which readers without script get.
    pub address: String,
    /// Name of the site.
    pub source: String,
    /// What is known of the content without asking the site: its name and path.
    pub label: String,
}
