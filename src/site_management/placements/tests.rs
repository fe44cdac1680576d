use super::*;
use crate::model::language::Language;

fn banner() -> PlacementDraft {
    PlacementDraft {
        name: " Tết ".to_owned(),
        slot: Slot::InText,
        position: "3".to_owned(),
        pages: PageKind::ALL.to_vec(),
        weight: "1".to_owned(),
        starts: "2026-02-01T00:00".to_owned(),
        ends: "2026-02-20T00:00".to_owned(),
        image: "/media/1/a.png".to_owned(),
        alt: "Siêu thị".to_owned(),
        link: "https://example.org".to_owned(),
        ..PlacementDraft::default()
    }
}

/// Returns the fields with errors.
fn errors(draft: &PlacementDraft) -> Vec<String> {
    match check(draft, &TimeZone::UTC, &admin_texts(Language::Vi).placements) {
        Err(Error::Rejected(rejections)) => rejections.into_iter().map(|rejection| rejection.field).collect(),
        Err(error) => panic!("{error:?}"),
        Ok(_) => Vec::new(),
    }
}

#[test]
fn a_valid_draft_is_normalized() {
    let row = check(&banner(), &TimeZone::UTC, &admin_texts(Language::Vi).placements).unwrap();
    assert_eq!((row.name.as_str(), row.position, row.pages.as_str()), ("Tết", 3, "post page"), "where there is text");
}

#[test]
fn each_error_is_at_its_field() {
    let wrong = PlacementDraft {
        name: String::new(),
        position: "0".to_owned(),
        pages: vec![PageKind::Front],
        weight: "101".to_owned(),
        starts: "2026-02-20T00:00".to_owned(),
        link: "javascript:alert(1)".to_owned(),
        alt: " ".to_owned(),
        image: String::new(),
        reach: PlacementReach::Category,
        ..banner()
    };
    let expected = ["name", "pages", "position", "weight", "ends", "image", "alt", "link", "category"];
    assert_eq!(errors(&wrong), expected.map(|field| format!("placement-{field}")));
    let text = PlacementDraft { kind: PlacementKind::Text, starts: "hôm nay".to_owned(), ..banner() };
    assert_eq!(errors(&text), ["placement-starts", "placement-source"]);
    let html = PlacementDraft { kind: PlacementKind::Html, source: "a".repeat(10_001), ..banner() };
    assert_eq!(errors(&html), ["placement-source"]);
}
