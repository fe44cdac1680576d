//! Habits of single generators.

use super::*;

#[test]
fn heads_without_an_opening_mark_are_read() {
    let hexo = "title: Một\ndate: 2024/01/31 08:00:00\ncategories:\n- [Tin, Trong nước]\n---\nTóm\n\n---\n\nsau";
    let read = entry("source/_posts/mot.md", hexo);
    assert_eq!((read.title.as_str(), read.body.as_str()), ("Một", "Tóm\n\n---\n\nsau"));
    assert_eq!(read.categories, ["tin", "trong-nuoc"]);
    let pelican = "Title: Một: hai\nSummary: tóm\n    tắt dài\nTags: a, b c\n\nThân";
    let read = entry("mot.md", pelican);
    assert_eq!((read.title.as_str(), read.excerpt.as_str(), read.body.trim()), ("Một: hai", "tóm tắt dài", "Thân"));
    assert_eq!(read.tags, ["a", "b-c"]);
    let json = entry("a.md", ";;;\n\"title\": \"JSON\",\n\"date\": \"2024-01-31\"\n;;;\nThân");
    assert_eq!((json.title.as_str(), json.body.as_str()), ("JSON", "Thân"));
    assert_eq!(entry("a.md", "Ghi chú: x\n---\ny").body, "Ghi chú: x\n---\ny");
}

#[test]
fn nothing_that_was_hidden_becomes_public() {
    for head in ["isDraft: true", "draft: yes", "published: false", "hidden: true", "status: hidden"] {
        let read = entry("a.md", &format!("---\ntitle: A\ndate: 2024-01-31\n{head}\n---\nX"));
        assert_eq!(read.status, ImportedEntryStatus::Draft, "{head}");
    }
    for (name, head) in [("a.md", "permalink: false"), ("a.md", "headless: true"), ("a.md", "layout: search")] {
        let body = if head.starts_with("layout") { "" } else { "X" };
        let records = read_one(name, &format!("---\ntitle: A\n{head}\n---\n{body}")).unwrap();
        assert!(matches!(records.as_slice(), [ImportRecord::LeftOut(_)]), "{head}: {records:?}");
    }
}

#[test]
fn the_time_of_publication_stands_for_a_missing_date() {
    let read = entry("a.md", "---\ntitle: A\npublishDate: 2024-01-31\n---\nX");
    assert_eq!(read.published_ms, Some(1_706_634_000_000));
}

#[test]
fn forms_of_addresses_have_the_day_of_the_site() {
    // An hour after midnight in the site's zone is the day before in UTC.
    let head = "title: A\ndate: 2024-01-31 01:00\npermalink: /:year/:month/:day/:title.html";
    assert_eq!(entry("a.md", &format!("---\n{head}\n---\nX")).old_paths, ["/2024/01/31/a.html"]);
    let read = entry("posts/a.md", "---\ntitle: Tựa Đề\naliases: [../b, c, /d]\n---\nX");
    assert_eq!(read.old_paths, ["/b", "/c", "/posts/c", "/d"]);
    let read = entry("posts/a.md", "---\ntitle: Tựa Đề\npermalink: \"/{{ title | slugify }}/index.html\"\n---\nX");
    assert_eq!(read.old_paths, ["/tua-de"]);
}

#[test]
fn fields_that_cannot_be_read_spoil_no_others() {
    let records = read_one("a.md", "---\ntitle: tab\n\ttags: [a]\ndate: !!timestamp 2024-01-31\n---\nX").unwrap();
    let Some(ImportRecord::Entry(read)) = records.last() else { panic!("{records:?}") };
    assert_eq!((read.title.as_str(), read.published_ms), ("tab", Some(1_706_634_000_000)));
    assert_eq!(
        entry("a.md", "---\ntitle: >\n  hai\n  dòng\ndescription: \"**đậm** và [nối](x)\"\n---\nX").excerpt,
        "đậm và nối"
    );
}

#[test]
fn a_file_that_cannot_be_read_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("khong-co.md");
    let sources = [
        open(folder.path(), &path),
        Ok(MarkdownFile { name: "a.md".into(), text: "# A".into(), ..MarkdownFile::default() }),
    ];
    let records: Vec<_> = read(sources.into_iter(), TimeZone::UTC).collect::<Result<_, _>>().unwrap();
    assert!(matches!(records.as_slice(), [ImportRecord::Warning(_), ImportRecord::Entry(_)]), "{records:?}");
}
