//! Whole sites of five systems come in: every word, picture and old address is there, or the report says where it went.

mod sites;

use std::collections::BTreeSet;

use axum::http::StatusCode;
use longan::text::plain_text::text_of;
use longan::transfer::{ImportOptions, ImportReport, feed, ghost, import_markdown, import_wordpress_files};
use sites::{Old, OldSite};

use crate::routes::site::{Answer, Site};

/// What a page shows to a reader: its text and the addresses of its pictures and links.
struct Shown {
    text: String,
    html: String,
}

async fn follow(site: &Site, address: &str) -> Answer {
    let mut answer = site.get(address).await;
    for _ in 0..3 {
        if !answer.status.is_redirection() {
            break;
        }
        let place = answer.location.clone();
        answer = site.get(&place).await;
    }
    answer
}

async fn shown(site: &Site, address: &str) -> Shown {
    let answer = follow(site, address).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}");
    let document = dom_query::Document::from(answer.body.as_str());
    let main = document.select("main").nodes().first().copied().unwrap();
    Shown { text: text_of(&main), html: main.inner_html().to_string() }
}

/// Checks everything that the old site says about itself.
async fn check(site: &Site, old: &OldSite, report: &ImportReport) {
    for page in &old.pages {
        match page {
            Old::Public { address, words, pictures, links } => {
                let shown = shown(site, address).await;
                let text = shown.text.split_whitespace().collect::<Vec<_>>().join(" ");
                for word in words {
                    assert!(text.contains(word), "{address} lost {word:?}: {text}");
                }
                let moved = shown.html.matches("src=\"/media/").count();
                assert!(moved >= *pictures, "{address} shows {moved} of {pictures} pictures: {}", shown.html);
                for link in links {
                    assert!(shown.html.contains(link), "{address} lost the link {link:?}: {}", shown.html);
                }
                for machine in ["[", "{{", "{%", "{:", ":::", "%%", "@ET-DC", "__GHOST_URL__", "kg-card"] {
                    assert!(!text.contains(machine), "{address} shows {machine:?}: {text}");
                }
            }
            Old::Hidden { address } => {
                let answer = follow(site, address).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address} became public");
            }
        }
    }
    let feed = site.get("/feed.xml").await.body;
    for secret in &old.secrets {
        assert!(!feed.contains(secret), "{secret} is in the feed");
    }
    for (what, number) in &old.left_out {
        assert_eq!(report.left_out(what), *number, "{what}: {report}");
    }
    // Nothing else was left out, and nobody is warned of more.
    let told: BTreeSet<String> = report.json(longan::model::language::Language::En)["left_out"]
        .as_array()
        .unwrap()
        .iter()
        .map(|left_out| left_out["kind"].as_str().unwrap().to_owned())
        .collect();
    let expected: BTreeSet<String> = old.left_out.iter().map(|(what, _)| (*what).to_owned()).collect();
    assert_eq!(told, expected, "{report}");
    assert_eq!(report.warnings(), old.warnings, "{report}");
}

#[tokio::test]
async fn a_workshop_built_with_wordpress_moves_in() {
    let (site, folder) = (Site::empty(|_| {}).await, tempfile::tempdir().unwrap());
    let old = sites::wordpress(folder.path());
    let options = ImportOptions { media: Some(folder.path().join("uploads")), ..ImportOptions::default() };
    let file = folder.path().join("export.xml");
    let report = import_wordpress_files(&site.state.store, std::slice::from_ref(&file), &options).await.unwrap();
    check(&site, &old, &report).await;
    let again = import_wordpress_files(&site.state.store, &[file], &options).await.unwrap();
    assert_eq!(again.present(), 4, "{again}");
    check(&site, &OldSite { left_out: old.left_out, ..sites::wordpress(folder.path()) }, &report).await;
}

#[tokio::test]
async fn a_magazine_of_ghost_moves_in() {
    let (site, folder) = (Site::empty(|_| {}).await, tempfile::tempdir().unwrap());
    let old = sites::ghost(folder.path());
    let options = ImportOptions { media: Some(folder.path().join("content")), ..ImportOptions::default() };
    let file = folder.path().join("ghost.json");
    let report = ghost::import(&site.state.store, &file, "https://tapchi.example", &options).await.unwrap();
    check(&site, &old, &report).await;
}

#[tokio::test]
async fn a_garden_of_hugo_moves_in() {
    let (site, folder) = (Site::empty(|_| {}).await, tempfile::tempdir().unwrap());
    let old = sites::hugo(folder.path());
    let report = import_markdown(&site.state.store, folder.path(), &ImportOptions::default()).await.unwrap();
    check(&site, &old, &report).await;
}

#[tokio::test]
async fn a_notebook_of_jekyll_moves_in() {
    let (site, folder) = (Site::empty(|_| {}).await, tempfile::tempdir().unwrap());
    let old = sites::jekyll(folder.path());
    let report = import_markdown(&site.state.store, folder.path(), &ImportOptions::default()).await.unwrap();
    check(&site, &old, &report).await;
}

#[tokio::test]
async fn a_diary_of_blogger_moves_in() {
    let (site, folder) = (Site::empty(|_| {}).await, tempfile::tempdir().unwrap());
    let old = sites::blogger(folder.path());
    let file = folder.path().join("blog.xml");
    let report = feed::import(&site.state.store, &file, &ImportOptions::default()).await.unwrap();
    check(&site, &old, &report).await;
    let page = shown(&site, "/2011/01/cho-noi.html").await;
    assert!(page.text.contains("Đi sớm mới đông") && page.text.contains("Cảm ơn cô Ba"), "{}", page.text);
}
