mod systems;

use super::*;
use crate::model::language::Language;
use crate::transfer::record::{ImportedEntry, ImportedEntryKind, ImportedEntryStatus};

fn read_one(name: &str, text: &str) -> Result<Vec<ImportRecord>, MarkdownError> {
    let (path, name, text) = (PathBuf::from(name), name.to_owned(), text.to_owned());
    let source = MarkdownFile { path, name, text, modified_ms: Some(1), ..MarkdownFile::default() };
    read(std::iter::once(Ok(source)), TimeZone::get("Asia/Ho_Chi_Minh").unwrap()).collect()
}

fn entry(name: &str, text: &str) -> ImportedEntry {
    match read_one(name, text).unwrap().pop() {
        Some(ImportRecord::Entry(entry)) => *entry,
        other => panic!("{other:?}"),
    }
}

#[test]
fn reads_front_matter() {
    let text = "---\ntitle: \"Xưởng: một\"\ndate: 2024-01-31\ncategories: [Xây dựng, Hạ tầng]\ntags: cầu, đường\n\
        author: Lan\ndraft: true\nimage: /a.jpg\nimage_alt: Ảnh\ndescription: Mô tả\naliases:\n  - /cu/\n---\nThân *bài*\n";
    let records = read_one("a/b.md", text).unwrap();
    assert_eq!(records.len(), 6, "an author, four terms, and the entry");
    let entry = entry("a/b.md", text);
    assert_eq!(
        (entry.title.as_str(), entry.slug.as_str(), entry.guid.as_str()),
        ("Xưởng: một", "b", "markdown:a/b.md")
    );
    assert_eq!(entry.published_ms, Some(1_706_634_000_000));
    assert_eq!((entry.status, entry.kind), (ImportedEntryStatus::Draft, ImportedEntryKind::Post));
    assert_eq!(entry.categories, ["xay-dung", "ha-tang"]);
    assert_eq!(entry.tags, ["cau", "duong"]);
    assert_eq!(entry.old_paths, ["/cu"]);
    assert_eq!(entry.image.map(|image| (image.url, image.alt)), Some(("/a.jpg".into(), "Ảnh".into())));
    assert_eq!(entry.body, "Thân *bài*\n");
}

#[test]
fn reads_toml_and_pages() {
    let entry = entry("pages/index.md", "+++\ntitle = 'Về'\ndate = 2024-01-31T00:00:00+07:00\nweight = 3\n+++\nX");
    assert_eq!((entry.kind, entry.menu_order, entry.slug.as_str()), (ImportedEntryKind::Page, 3, "pages"));
    assert_eq!(entry.published_ms, Some(1_706_634_000_000));
}

#[test]
fn reads_dates_under_the_names_of_astro() {
    let midnight = Some(1_706_634_000_000);
    for name in ["pubDatetime", "publishedAt", "pubDate", "datePublished"] {
        let entry = entry("a.md", &format!("---\ntitle: A\n{name}: 2024-01-31\nupdatedAt: 2024-02-01\n---\nX"));
        assert_eq!((entry.published_ms, entry.modified_ms), (midnight, Some(1_706_720_400_000)), "{name}");
    }
}

#[test]
fn keeps_a_title_that_begins_with_a_bracket() {
    let entry = entry("a.md", "---\ntitle: [Ngoặc] đầu\n---\nX");
    assert_eq!(entry.title, "[Ngoặc] đầu");
}

#[test]
fn reads_a_file_without_front_matter() {
    let named = entry("2024-01-31-xin-chao.md", "# Xin chào\n\nThân");
    assert_eq!((named.title.as_str(), named.slug.as_str(), named.body.as_str()), ("Xin chào", "xin-chao", "Thân"));
    assert_eq!(named.published_ms, Some(1_706_634_000_000));
    let bare = entry("xin-chao.md", "Thân");
    assert_eq!((bare.title.as_str(), bare.published_ms), ("xin chao", Some(1)));
}

fn warnings(text: &str) -> Vec<String> {
    let records = read_one("a.md", text).unwrap();
    let warnings = records.iter().filter_map(|record| match record {
        ImportRecord::Warning(warning) => Some(warning.text(Language::En)),
        _ => None,
    });
    let warnings = warnings.collect();
    assert!(matches!(records.last(), Some(ImportRecord::Entry(_))), "{text}");
    warnings
}

#[test]
fn warnings_name_the_line() {
    let cases = [
        ("---\ntitle: x\ndate: soon\n---\n", "a.md:3: date: a date"),
        ("---\ntitle: x\ndraft: maybe\n---\n", "a.md:3: draft: true or false"),
        ("---\ntitle: x\ntags: [a, b\n---\n", "a.md:"),
        ("+++\ntitle = 1\nx = = 2\n+++\n", "a.md:3: x: it was taken as it is written"),
        ("---\ntitle: x\n", "a.md:1: the front matter does not end"),
        ("---\n- a\n---\n", "a.md:2: "),
    ];
    for (text, expected) in cases {
        let told = warnings(text);
        assert!(told.first().is_some_and(|warning| warning.starts_with(expected)), "{text}: {told:?}");
    }
}

#[test]
fn reads_a_folder_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    std::fs::create_dir_all(place.join("b/.git")).unwrap();
    for name in ["b/2.md", "a.markdown", "b/1.md", "b/.git/x.md", "b/x.txt"] {
        std::fs::write(place.join(name), "# T\n").unwrap();
    }
    let files = list(place).unwrap().texts;
    let names: Vec<String> = files.iter().map(|file| open(place, file).unwrap().name).collect();
    assert_eq!(names, ["a.markdown", "b/1.md", "b/2.md"]);
    std::fs::write(place.join("a.markdown"), b"x\n\xFF").unwrap();
    let mended = open(place, &files[0]).unwrap();
    assert_eq!((mended.text.as_str(), mended.mended_line), ("x\n\u{FFFD}", Some(2)));
    let utf16: Vec<u8> = "\u{feff}# Bến".encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(place.join("a.markdown"), utf16).unwrap();
    assert_eq!(open(place, &files[0]).unwrap().text, "# Bến");
}

#[test]
fn odd_front_matter_costs_no_entry() {
    let one = |text: &str| entry("a.md", text);
    assert_eq!(one("---\ntitle: Cầu Vàm: chuyện kể\ndate: 2024-01-31\n---\nx").title, "Cầu Vàm: chuyện kể");
    assert_eq!(one("---\ntitle: A\ntags: [lúa]\ntags: [lúa, cá]\n---\nx").tags, ["lua", "ca"]);
    assert_eq!(one("---\ntitle: A\ntags:\n  - lúa\n  -\n  - cá\n---\nx").tags, ["lua", "ca"]);
    assert_eq!(one("---\ntitle: A\ntags:\n\t- lúa\n\t- cá\n---\nx").tags, ["lua", "ca"]);
    assert_eq!(one("---\ntitle: A\ntags: [lúa, cá\ndraft: no\n---\nx").tags, ["lua", "ca"]);
    assert_eq!(one("---\r\ntitle: A\r\ntags: lúa, cá\r\n---\r\nx").tags, ["lua", "ca"]);
    let image = one("---\ntitle: A\nimage:\n  path: /a.jpg\n  alt: Cầu\n---\nx").image.unwrap();
    assert_eq!((image.url.as_str(), image.alt.as_str()), ("/a.jpg", "Cầu"));
    let cover = one("+++\ntitle = 'A'\n[cover]\nimage = 'a.jpg'\ncaption = 'Sông'\n+++\nx").image.unwrap();
    assert_eq!((cover.url.as_str(), cover.caption.as_str()), ("a.jpg", "Sông"));
    assert!(one("---\ntitle: A\ncomments:\n  host: nha.example\n---\nx").comments_open);
    assert_eq!(one("---\ntitle: A\ndraft: maybe\n---\nx").status, ImportedEntryStatus::Draft);
    assert_eq!(one("---\ntitle: A\ndate: \"\"\ndraft: yes\n---\nx").status, ImportedEntryStatus::Draft);
    assert_eq!(one("{\n\"title\": \"A\",\n\"tags\": [\"lúa\"]\n}\n\nThân").body, "Thân");
    assert_eq!(one("---json\n{\"title\": \"A\"}\n---\nThân").title, "A");
    let pelican = one("Title: A: b\nDate: 2024-01-31 08:00\nTags: lúa, cá\n\nThân");
    assert_eq!((pelican.title.as_str(), pelican.tags.len(), pelican.body.as_str()), ("A: b", 2, "\nThân"));
    let zola = one(
        "+++\ntitle = 'A'\n[taxonomies]\ntags = ['lúa']\ncategories = ['Ghi chép']\n[extra]\nauthor = 'Lan'\n+++\nx",
    );
    assert_eq!((zola.tags[0].as_str(), zola.categories[0].as_str(), zola.author.as_str()), ("lua", "ghi-chep", "Lan"));
    let rules = one("---\n\nchữ giữa hai vạch\n\n---\n\nThân");
    assert!(rules.body.contains("chữ giữa hai vạch") && rules.body.contains("Thân"));
}

#[test]
fn people_and_categories_in_all_forms() {
    let records = read_one(
        "a.md",
        "---\ntitle: A\nauthor:\n  login: lan\n  email: lan@cu.example\n  display_name: Nguyễn Lan\n---\nx",
    )
    .unwrap();
    let Some(ImportRecord::Author(author)) = records.first() else { panic!("{records:?}") };
    assert_eq!(
        (author.login.as_str(), author.name.as_str(), author.email.as_str()),
        ("lan", "Nguyễn Lan", "lan@cu.example")
    );
    let two = entry("a.md", "---\ntitle: A\nauthors:\n  - name: Thầy Tư\n  - name: Cô Năm\n---\nx");
    assert_eq!((two.author.as_str(), two.bylines.len()), ("Thầy Tư", 2));
    let records = read_one("a.md", "---\ntitle: A\ncategories:\n  - [Ghi chép, Sông nước]\n  - [Ảnh]\n---\nx").unwrap();
    let terms: Vec<_> = records
        .iter()
        .filter_map(|record| match record {
            ImportRecord::Term(term) => Some((term.slug.as_str(), term.parent.as_deref())),
            _ => None,
        })
        .collect();
    assert_eq!(terms, [("ghi-chep", None), ("song-nuoc", Some("ghi-chep")), ("anh", None)]);
}

#[test]
fn nothing_hidden_becomes_public() {
    use ImportedEntryStatus::*;
    for (head, status) in [
        ("publishDate: 2099-01-01", Scheduled),
        ("date: 2020-01-01\nexpiryDate: 2020-02-01", Draft),
        ("date: 2020-01-01\nexpiryDate: 2099-02-01", Published),
        ("password: vừng", Protected),
        ("published: false", Draft),
        ("private: true", Private),
        ("status: hidden", Draft),
        ("build:\n  list: never", Draft),
        ("hidden: yes", Draft),
        ("publish: no", Draft),
    ] {
        assert_eq!(entry("a.md", &format!("---\ntitle: A\n{head}\n---\nx")).status, status, "{head}");
    }
    for head in
        ["headless: true", "build:\n  render: never", "_build:\n  render: false", "permalink: false", "render: false"]
    {
        let records = read_one("a.md", &format!("---\ntitle: A\n{head}\n---\nx")).unwrap();
        assert!(matches!(records.as_slice(), [ImportRecord::LeftOut(_)]), "{head}: {records:?}");
    }
}

#[test]
fn old_addresses_are_all_taken() {
    let text = "---\ntitle: A\ndate: 2018-03-01\nurl: /2019/05/rieng.html\npermalink: /:year/:month/:title/\naliases: [/cu-1/]\n\
        redirect_from:\n  - /?p=77\n  - /blog/vua-doi/\n---\nx";
    let entry = entry("posts/vua-doi.md", text);
    assert_eq!(entry.old_paths, ["/2019/05/rieng.html", "/2018/03/vua-doi", "/cu-1", "/?p=77", "/blog/vua-doi"]);
    assert_eq!(entry.usual_paths, ["/posts/vua-doi"]);
}
