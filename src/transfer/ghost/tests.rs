use std::path::{Path, PathBuf};

use super::*;
use crate::store::{redirects, settings, sql, testing};
use crate::transfer::record::{ImportRecord, ImportedEntryKind, ImportedEntryStatus};

const EXPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/ghost.json");
const PICTURE: &[u8] = include_bytes!("../../../tests/fixtures/pictures/moving.webp");

async fn text(store: &Store, sql: &'static str) -> String {
    let mut connection = store.read().await.unwrap();
    sql::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
}

async fn run(store: &Store, media: Option<PathBuf>) -> ImportReport {
    import(store, Path::new(EXPORT), "", &ImportOptions { media, ..ImportOptions::default() }).await.unwrap()
}

#[tokio::test]
async fn a_site_comes_in_once() {
    let (store, _folder) = testing::open().await;
    let report = run(&store, None).await;
    let posts = |status| report.entries(ImportedEntryKind::Post, status);
    assert_eq!(posts(ImportedEntryStatus::Published), 4, "{report}");
    assert_eq!(posts(ImportedEntryStatus::Draft), 4, "{report}");
    assert_eq!(posts(ImportedEntryStatus::Scheduled), 1);
    assert_eq!(report.entries(ImportedEntryKind::Page, ImportedEntryStatus::Published), 1);
    assert_eq!(report.left_out("member"), 2);
    assert_eq!(report.left_out("internal tag"), 1);
    let report = report.to_string();
    for noted in [
        "“Chỉ cho thành viên”: only members",
        "“Chỉ gửi thư”: it was only sent",
        "“Hỏng”: its text cannot",
        "not shown: Lê Minh",
        "--url",
    ] {
        assert!(report.contains(noted), "{noted} in {report}");
    }
    assert_eq!(text(&store, "SELECT status FROM posts WHERE slug = 'thanh-vien'").await, "draft");
    let of_first = "SELECT a.name FROM posts p JOIN authors a ON a.id = p.author_id WHERE p.slug = 'cau-treo'";
    assert_eq!(text(&store, of_first).await, "Trần Lan");
    let terms = "SELECT string_agg(t.kind || ':' || t.slug, ' ') FROM (SELECT * FROM terms ORDER BY slug) t";
    assert_eq!(text(&store, terms).await, "category:du-lich tag:song-nuoc");
    let found =
        "SELECT seo_title || '|' || seo_description || '|' || standfirst || '|' || image_alt || '|' || image_caption
                 FROM posts WHERE slug = 'cau-treo'";
    let expected = "Cầu treo — tiêu đề tìm kiếm|Mô tả tìm kiếm|Một chuyến qua cầu.|Cầu nhìn từ bến|Ảnh: Lan";
    assert_eq!(text(&store, found).await, expected);
    let again = run(&store, None).await;
    assert_eq!(again.present(), 10, "{again}");
    assert_eq!(text(&store, "SELECT CAST(COUNT(*) AS TEXT) FROM posts").await, "10");
}

#[tokio::test]
async fn settings_and_old_addresses_come_along() {
    let (store, _folder) = testing::open().await;
    run(&store, None).await;
    let mut connection = store.read().await.unwrap();
    for (name, value) in [(settings::TITLE, "Bến Nước"), ("site.language", "en")] {
        assert_eq!(settings::find(&mut connection, name).await.unwrap().as_deref(), Some(value));
    }
    let menu = crate::store::menu::list(&mut connection).await.unwrap();
    let menu: Vec<_> = menu.iter().map(|item| item.target.as_str()).collect();
    assert_eq!(menu, ["/", "/gioi-thieu", "/posts/cau-treo", "/category/du-lich"]);
    for (from, to) in [
        ("/cau-treo", Some("/posts/cau-treo")),
        ("/cau-treo/amp", Some("/posts/cau-treo")),
        ("/2023/05/02/cau-treo", Some("/posts/cau-treo")),
        ("/du-lich/cau-treo", Some("/posts/cau-treo")),
        ("/tag/du-lich", Some("/category/du-lich")),
        ("/thanh-vien", None),
        ("/gioi-thieu", None),
    ] {
        assert_eq!(redirects::find(&mut connection, from).await.unwrap().as_deref(), to, "{from}");
    }
}

#[tokio::test]
async fn pictures_and_cards_come_in() {
    let (store, folder) = testing::open().await;
    let media = folder.path().join("content");
    std::fs::create_dir_all(media.join("images/2023/05")).unwrap();
    std::fs::write(media.join("images/2023/05/cau.webp"), PICTURE).unwrap();
    let report = run(&store, Some(media)).await;
    assert_eq!(report.pictures(), 1, "{report}");
    assert_eq!(report.left_out("card signup"), 1);
    assert_eq!(report.left_out("card email"), 1);
    assert_eq!(report.left_out("script in a post"), 1);
    assert_eq!(text(&store, "SELECT image_src FROM posts WHERE slug = 'cau-treo'").await, "/media/1/cau-0bece7c6.webp");
    let html = text(&store, "SELECT html FROM posts WHERE slug = 'cau-treo'").await;
    for part in [
        "<a href=\"/gioi-thieu/\">",
        "<figure class=\"align-wide\"><img src=\"/media/1/cau-0bece7c6.webp\"",
        "Cầu treo</",
        "<div class=\"fact-box\"><p>💡 Nhớ ",
        "<summary>",
        "Đi bằng gì?",
        "<p>Xe đạp.</p></details>",
        "<div class=\"buttons\"><a ",
        "href=\"https://ve.example/mua\"",
        "<div class=\"link-card\"><img src=\"/media/1/cau-0bece7c6.webp\"",
        "Lịch sử cây cầu</a>",
        "https://www.youtube.com/watch?v=abc",
        "gallery-2",
        "<p class=\"file\"><a href=\"/content/files/2023/05/ban-do.pdf\"",
        "<audio",
        "Tiếng sóng",
        "thuyen.mp4",
        "poster=\"/content/images/2023/05/thuyen.jpg\"",
        "★★☆☆☆",
        "Rất bền.",
        "Chương hai",
        "<blockquote class=\"pullquote\">",
        "Chữ trong thẻ HTML",
        "class=\"language-rust\"",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("Đăng ký nhận tin") && !html.contains("track()") && !html.contains("kg-"), "{html}");
    let html = text(&store, "SELECT html FROM posts WHERE slug = 'bai-lexical'").await;
    for part in ["<strong>đậm</strong>", "align-full", "📌 Ghi chú", "<summary>Hỏi</summary>", "href=\"/cau-treo/\""]
    {
        assert!(html.contains(part), "{part} in {html}");
    }
    let html = text(&store, "SELECT html FROM posts WHERE slug = 'bai-mobiledoc'").await;
    assert!(html.contains("Chữ Mobiledoc") && html.contains("Tin x</a>") && html.contains("Báo"), "{html}");
}

#[test]
fn other_files_are_refused() {
    for (text, problem) in
        [("{\"a\": 1}", "not an export of Ghost"), ("[]", "not an export of Ghost"), ("<rss>", "broken JSON")]
    {
        let error = survey(text.as_bytes(), Path::new("x.json"), "").unwrap_err().to_string();
        assert!(error.contains(problem), "{error}");
    }
}

#[test]
fn one_broken_letter_is_only_a_warning() {
    let export = b"{\"data\": {\"posts\": [\n{\"id\": 5, \"title\": \"a\xFF \\ud83d\", \"status\": \"published\", \"page\": 1}]}}";
    let reader = survey(&export[..], Path::new("x.json"), "https://a.example/").unwrap();
    let mut records = Vec::new();
    let mut keep = |record| {
        records.push(record);
        true
    };
    reader.read(&export[..], Pass::Second, &mut keep).unwrap();
    let warnings = records.iter().filter_map(|record| match record {
        ImportRecord::Warning(warning) => Some(warning.text(crate::model::language::Language::En)),
        _ => None,
    });
    let warnings: Vec<String> = warnings.collect();
    assert!(matches!(&records[1], ImportRecord::Entry(entry) if entry.title == "a\u{FFFD} \u{FFFD}"), "{records:?}");
    assert_eq!(warnings, ["x.json:2: characters here cannot be read; they are shown as �"]);
}
