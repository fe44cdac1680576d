use super::*;
use crate::model::slot::Slot;

const HOUR: Milliseconds = TURN;

fn placement(slot: Slot, label: &str) -> Placement {
    Placement {
        slot,
        position: 0,
        pages: PageKind::ALL.to_vec(),
        categories: None,
        weight: 1,
        starts_at: None,
        ends_at: None,
        label: label.to_owned(),
        content: SlotContent::Html(String::new()),
    }
}

fn labels(filled: &[FilledSlot]) -> Vec<&str> {
    filled.iter().map(|slot| slot.label.as_str()).collect()
}

#[test]
fn a_page_expires_when_something_begins_or_ends() {
    let begins = Placement { starts_at: Some(100), ..placement(Slot::SidebarTop, "later") };
    let ends = Placement { ends_at: Some(200), ..placement(Slot::BelowHeader, "until 200") };
    let all = [begins, ends];
    let at = |now| fill_slots(&all, PageKind::Front, &[], now);
    let (filled, until) = at(99);
    assert_eq!((labels(&filled), until), (vec!["until 200"], Some(100)));
    let (filled, until) = at(100);
    assert_eq!((labels(&filled), until), (vec!["until 200", "later"], Some(200)));
    let (filled, until) = at(200);
    assert_eq!((labels(&filled), until), (vec!["later"], None));
}

#[test]
fn several_in_one_slot_take_turns_by_weight() {
    let heavy = Placement { weight: 3, ..placement(Slot::AfterText, "heavy") };
    let all = [heavy, placement(Slot::AfterText, "light")];
    let mut shown = [0, 0];
    for hour in 0..24 * 7 {
        let now = 1_764_460_800_000 + hour * HOUR + 5;
        let (filled, until) = fill_slots(&all, PageKind::Post, &[], now);
        assert_eq!((filled.len(), until), (1, Some((now / HOUR + 1) * HOUR)));
        assert_eq!(fill_slots(&all, PageKind::Post, &[], now + HOUR - 6).0, filled, "the same within the hour");
        shown[usize::from(filled[0].label == "light")] += 1;
        if hour == 23 {
            assert!((16..=20).contains(&shown[0]), "{shown:?} of a day");
        }
    }
    assert!((122..=130).contains(&shown[0]), "{shown:?} of a week");
}

#[test]
fn positions_are_slots_of_their_own() {
    let at = |position, label| Placement { position, ..placement(Slot::InText, label) };
    let (filled, until) = fill_slots(&[at(6, "second"), at(2, "first")], PageKind::Post, &[], 0);
    assert_eq!((labels(&filled), until), (vec!["first", "second"], None));
}

#[test]
fn only_pages_of_its_kind_and_category_show_it() {
    let pages = Placement { pages: vec![PageKind::Post], ..placement(Slot::BelowHeader, "posts") };
    let news = Placement {
        categories: Some(vec!["tin".to_owned(), "xa-hoi".to_owned()]),
        ..placement(Slot::SidebarTop, "news")
    };
    let all = [pages, news, placement(Slot::InText, "text")];
    let on = |page, categories: &[&str]| labels(&fill_slots(&all, page, categories, 0).0).join(" ");
    assert_eq!(on(PageKind::Post, &["xa-hoi", "khac"]), "posts news text");
    assert_eq!(on(PageKind::Post, &["khac"]), "posts text");
    assert_eq!(on(PageKind::Front, &[]), "");
    assert_eq!(on(PageKind::List, &["tin"]), "news");
}

#[test]
fn a_category_includes_those_below_it() {
    let term = |slug: &str, depth| Term { slug: slug.to_owned(), name: String::new(), count: 1, depth };
    let tree = [term("a", 0), term("b", 1), term("c", 2), term("d", 1), term("e", 0)];
    assert_eq!(branch(&tree, "b"), ["b", "c"]);
    assert_eq!(branch(&tree, "a"), ["a", "b", "c", "d"]);
    assert_eq!(branch(&tree, "gone"), ["gone"]);
}
