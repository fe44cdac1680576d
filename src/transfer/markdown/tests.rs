use super::*;
use crate::transfer::record::{ImportedEntry, ImportedEntryKind, ImportedEntryStatus};

fn read_one(name: &str, text: &str) -> Result<Vec<ImportRecord>, MarkdownError> {
    let (path, name, text) = (PathBuf::from(name), name.to_owned(), text.to_owned());
    let source = MarkdownFile { path, name, text, modified_ms: Some(1) };
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
fn reads_a_file_without_front_matter() {
    let named = entry("2024-01-31-xin-chao.md", "# Xin chào\n\nThân");
    assert_eq!((named.title.as_str(), named.slug.as_str(), named.body.as_str()), ("Xin chào", "xin-chao", "Thân"));
    assert_eq!(named.published_ms, Some(1_706_634_000_000));
    let bare = entry("xin-chao.md", "Thân");
    assert_eq!((bare.title.as_str(), bare.published_ms), ("xin chao", Some(1)));
}

#[test]
fn errors_name_the_line() {
    let cases = [
        ("---\ntitle: x\ndate: soon\n---\n", "a.md:3: date: a date"),
        ("---\ntitle: x\ndraft: maybe\n---\n", "a.md:3: draft: true or false"),
        ("---\ntitle: x\ntags: [a, b\n---\n", "a.md:"),
        ("+++\ntitle = 1\nx = = 2\n+++\n", "a.md:3: broken TOML"),
        ("---\ntitle: x\n", "a.md:1: the front matter does not end"),
        ("---\n- a\n---\n", "a.md:2: "),
    ];
    for (text, expected) in cases {
        let error = read_one("a.md", text).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
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
    let files = list(place).unwrap();
    let names: Vec<String> = files.iter().map(|file| open(place, file).unwrap().name).collect();
    assert_eq!(names, ["a.markdown", "b/1.md", "b/2.md"]);
    std::fs::write(place.join("a.markdown"), b"x\n\xFF").unwrap();
    assert_eq!(open(place, &files[0]).unwrap_err().line, Some(2));
}
