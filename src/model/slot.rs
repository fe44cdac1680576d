//! Slots: the places on readers' pages that administrators fill.

use serde::{Deserialize, Serialize};

use super::{Milliseconds, image::Image};

/// A place on readers' pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Slot {
    #[default]
    BelowHeader,
    SidebarTop,
    SidebarBottom,
    /// After a paragraph of a text.
    InText,
    AfterText,
    /// After a post of a list.
    BetweenPosts,
}

impl Slot {
    /// All slots, in the order of a page.
    pub const ALL: [Slot; 6] =
        [Slot::BelowHeader, Slot::InText, Slot::AfterText, Slot::BetweenPosts, Slot::SidebarTop, Slot::SidebarBottom];

    /// Whether there are several of them on a page, told apart by a position: the number of paragraphs or posts before.
    pub fn has_position(self) -> bool {
        matches!(self, Slot::InText | Slot::BetweenPosts)
    }

    /// Whether pages of a kind have the slot.
    pub fn is_on(self, page: PageKind) -> bool {
        match self {
            Slot::BelowHeader | Slot::SidebarTop | Slot::SidebarBottom => true,
            Slot::InText | Slot::AfterText => matches!(page, PageKind::Post | PageKind::Page),
            Slot::BetweenPosts => matches!(page, PageKind::Front | PageKind::List),
        }
    }
}

/// A kind of page of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PageKind {
    Front,
    /// The posts of a category, tag or author.
    List,
    Post,
    /// A page such as About.
    Page,
    Search,
}

impl PageKind {
    pub const ALL: [PageKind; 5] = [PageKind::Front, PageKind::List, PageKind::Post, PageKind::Page, PageKind::Search];
}

/// What stands in a slot.
#[derive(Clone, Debug, PartialEq)]
pub enum SlotContent {
    /// Sanitized.
    Html(String),
    Banner {
        image: Image,
        /// A URL.
        link: String,
    },
}

/// Something that is shown in a slot while its conditions hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    pub slot: Slot,
    /// 0 in slots without positions.
    pub position: u32,
    pub pages: Vec<PageKind>,
    /// Slugs of a category and its subcategories. `None`: everywhere.
    pub categories: Option<Vec<String>>,
    /// How often it is shown, relative to others in the same slot. At least 1.
    pub weight: u32,
    pub starts_at: Option<Milliseconds>,
    pub ends_at: Option<Milliseconds>,
    /// Shown above it; may be empty.
    pub label: String,
    pub content: SlotContent,
}

/// A slot of a page, and what stands in it.
#[derive(Clone, Debug, PartialEq)]
pub struct FilledSlot {
    pub slot: Slot,
    /// 0 in slots without positions.
    pub position: u32,
    /// May be empty.
    pub label: String,
    pub content: SlotContent,
}
