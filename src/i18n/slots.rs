use crate::model::language::Language;
use crate::model::slot::{FilledSlot, Slot};

/// Returns the accessible name of what stands in a slot, which is unique on a page.
pub fn slot_name(language: Language, filled: &FilledSlot) -> String {
    let FilledSlot { slot, position, label, .. } = filled;
    let (what, place) = match language {
        Language::Vi => {
            let place = match slot {
                Slot::BelowHeader => "đầu trang".to_owned(),
                Slot::SidebarTop => "đầu cột bên".to_owned(),
                Slot::SidebarBottom => "cuối cột bên".to_owned(),
                Slot::InText => format!("giữa bài, {position}"),
                Slot::AfterText => "cuối bài".to_owned(),
                Slot::BetweenPosts => format!("giữa danh sách, {position}"),
            };
            ("Giới thiệu", place)
        }
        Language::En => {
            let place = match slot {
                Slot::BelowHeader => "top of the page".to_owned(),
                Slot::SidebarTop => "top of the sidebar".to_owned(),
                Slot::SidebarBottom => "bottom of the sidebar".to_owned(),
                Slot::InText => format!("in the article, {position}"),
                Slot::AfterText => "end of the article".to_owned(),
                Slot::BetweenPosts => format!("in the list, {position}"),
            };
            ("Promotion", place)
        }
    };
    format!("{} ({place})", if label.is_empty() { what } else { label })
}
