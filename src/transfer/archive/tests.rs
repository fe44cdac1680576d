mod rows;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::*;
use crate::config::Durability;
use crate::store::backup::{Existing, back_up_store, restore_store};
use crate::store::{Store, search, settings, sql, testing};
use crate::transfer::{ImportOptions, import_wordpress, seed_sample};
use rows::rows;

const EXPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/wordpress.xml");

/// A site with everything that an archive must contain.
async fn site() -> (Store, testing::Place) {
    let (store, folder) = testing::open().await;
    seed_sample(&store).await.unwrap();
    import_wordpress(&store, EXPORT.as_ref(), &ImportOptions::default()).await.unwrap();
    let mut writing = store.write().await.unwrap();
    for sql in [
        "UPDATE terms SET position = 3, parent_id = (SELECT MAX(id) FROM terms WHERE kind = 'category') WHERE id = \
         (SELECT MIN(id) FROM terms WHERE kind = 'category')",
        "UPDATE posts SET pinned_at = 1700000000123, seo_title = 'Tên: \"khác\" # - \u{2028}', \
         seo_description = 'a\\b\nc\t\u{7f}', image_alt = '''- ảnh', noindex = TRUE,
         canonical = 'https://khac.example/bài-gốc' WHERE id = 3",
        "UPDATE posts SET status = 'trash', trashed_from = 'published', trashed_at = 1700000000000 WHERE id = 4",
        "UPDATE posts SET slug = 'a/b…', source = '---\n' || source WHERE id = 5",
        "UPDATE posts SET title = 'true', title_folded = 'true', standfirst = '0x1F', excerpt = '0x1F', password = 'no' WHERE id = 6",
        "UPDATE posts SET source = '![Bến](/media/12/ben-luc.jpg)\n' || source || '\r\n \n' WHERE id = 7",
        "UPDATE comments SET edited_at = 1700000000000, status = 'spam' WHERE id = 2",
        "INSERT INTO front_sections (position, kind, layout, choice, heading, source, posts, post_count, has_link, may_repeat,
                                     text, text_html)
         VALUES (0, 'lead', 'story', 'picked', 'Chính', '/tag/khong-con', 'mot\nhai', 3, TRUE, FALSE, '', ''),
                (1, 'text', 'grid', 'newest', '', '', '', 0, FALSE, TRUE, 'Chữ', '<p>Chữ</p>\n')",
        "UPDATE terms SET color = 'teal', image_src = '/media/1/a.png', has_front_page = TRUE WHERE kind = 'category'",
        "INSERT INTO menu_items (position, title, target, place, level)
         VALUES (7, 'Hai', '/posts', 'header', 1), (3, 'Một', '/pages/lien-he', 'header', 0), (8, 'Ba', '/x', 'topics', 0)",
        "UPDATE authors SET role = 'Phóng viên', portrait = '/media/12/ben-luc.jpg', links = 'https://x.com/a\nhttps://b.vn'
         WHERE id = (SELECT MIN(id) FROM authors)",
        "INSERT INTO redirects (path, target) VALUES ('/?p=1&a=\"', '/posts/x')",
        "INSERT INTO settings (name, value) VALUES ('site.posts_per_page', '7')",
        "INSERT INTO media (id, digest, name, content_type, width, height, size, alt, created_at, focus_y)
         VALUES (12, 'abc', 'ben-luc.jpg', 'image/jpeg', 2, 1, 7, 'Bến Lức', 1700000000000, 20)",
        "UPDATE comments SET status = 'trash', trashed_from = 'waiting', taught = 'spam', score = 83, \
         reasons = '{\"score\":null}' WHERE id = 3",
        "UPDATE posts SET version = 3 WHERE id = 3",
        "INSERT INTO revisions (post_id, version, kind, user_id, saved_at, title, source, format, standfirst)
         VALUES (3, 1, 'save', NULL, 1700000000001, 'Một', 'Nguồn\n', 'markdown', ''),
                (3, 3, 'autosave', NULL, 1700000000002, 'Ba', '', 'html', 'Đoạn dẫn')",
        "INSERT INTO blocks (kind, pattern, created_at) VALUES ('word', 'vay nóng', 9), ('host', 'spam.example', 8)",
        "INSERT INTO placements VALUES (5, 'Tết', TRUE, 'in_text', 3, 'post', 'category', (SELECT MIN(id) FROM terms), 2, 1, 9,
         'QC', 'banner', '', '', 12, 'Ảnh', '/a')",
        "INSERT INTO snippets VALUES (3, 'Đếm', FALSE, 'head', 'front', TRUE, '<script>1</script>', 'a.vn', '', 'b.vn')",
        "INSERT INTO spam_tokens (token, spam, ham) VALUES ('', 4, 7), ('word:vay', 4, 0)",
        "INSERT INTO users (email, name, role, password_hash, created_at) VALUES ('a@b.vn', 'A', 'editor', 'HASH', 1)",
        "UPDATE revisions SET user_id = (SELECT id FROM users) WHERE version = 1",
        "UPDATE revisions SET saved_by = 'Lan' WHERE version = 3",
    ] {
        sql::query(sql).execute(&mut writing).await.unwrap();
    }
    for (name, kind, width, content) in [
        ("ben-luc.jpg", "image/jpeg", 2, &b"\x00\xff\x10"[..]),
        ("ben-luc-1.webp", "image/webp", 1, &b"\n\r\x00\n"[..]),
    ] {
        sql::query(
            "INSERT INTO media_files (media_id, name, content_type, width, content) VALUES (12, $1, $2, $3, $4)",
        )
        .bind(name)
        .bind(kind)
        .bind(width)
        .bind(content)
        .execute(&mut writing)
        .await
        .unwrap();
    }
    settings::set(&mut writing, settings::SECRET, "SECRET-KEY").await.unwrap();
    sql::query("UPDATE posts SET source = source || '\n![Sông](/media/12/ben-luc.jpg)' WHERE id = 7")
        .execute(&mut writing)
        .await
        .unwrap();
    // Renders the rows written above as on saving, so that the archive needs only their source.
    for id in [5, 7] {
        let (source, format): (String, String) = sql::query_as("SELECT source, format FROM posts WHERE id = $1")
            .bind(id)
            .fetch_one(&mut writing)
            .await
            .unwrap();
        let body = render::body(&mut writing, &source, &format, None).await.unwrap();
        crate::media::responsive_images::set_shown(&mut writing, id, &body.html, "").await.unwrap();
        assert_eq!(body.html.contains("srcset="), id == 7);
        sql::query("UPDATE posts SET html = $2, minutes = $3 WHERE id = $1")
            .bind(id)
            .bind(body.html)
            .bind(body.minutes)
            .execute(&mut writing)
            .await
            .unwrap();
    }
    for id in 1..40 {
        crate::store::posts::recount_comments(&mut writing, id).await.unwrap();
    }
    sql::query("UPDATE post_terms SET published_at = NULL WHERE post_id = 4").execute(&mut writing).await.unwrap();
    crate::store::terms::recount(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    (store, folder)
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                    found.insert(name, fs::read(&path).unwrap());
                }
            }
        }
    }
    found
}

fn zone() -> jiff::tz::TimeZone {
    jiff::tz::TimeZone::get("Asia/Ho_Chi_Minh").unwrap()
}

fn silent() -> crate::transfer::ImportProgress {
    std::sync::Arc::new(|_, _| {})
}

#[tokio::test]
async fn an_archive_reproduces_the_site() {
    let (store, folder) = site().await;
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    let exported = export(&store, &first, &zone()).await.unwrap();
    let (again, _again) = testing::open().await;
    assert_eq!(import(&again, &first, &zone(), &silent()).await.unwrap(), exported);
    let (before, after) = (rows(&store).await, rows(&again).await);
    for (table, rows) in &before {
        assert!(!rows.is_empty(), "{table} tells nothing");
        assert_eq!(rows.len(), after[table].len(), "{table}");
        for (before, after) in rows.iter().zip(&after[table]) {
            for (before, after) in before.lines().zip(after.lines()) {
                assert_eq!(before, after, "{table}");
            }
        }
    }
    export(&again, &second, &zone()).await.unwrap();
    let (first, second) = (files(&first), files(&second));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (name, content) in &first {
        assert!(content == &second[name], "{name} differs");
        let text = String::from_utf8_lossy(content);
        assert!(!text.contains("SECRET-KEY") && !text.contains("HASH") && !text.contains("a@b.vn"), "{name}");
    }
    assert!(first.contains_key("posts/tho-khuon-mau.md") && first.contains_key("pages/lien-he.md"));
    assert!(first.contains_key("posts/lop-hoc-trong-xuong.comments.jsonl"));
    assert!(!first.keys().any(|name| name.starts_with("posts/tho-") && name.ends_with(RENDERED)));
    assert_eq!(first["media/12/ben-luc-1.webp"], [0x0a, 0x0d, 0, 0x0a]);
}

#[tokio::test]
async fn other_programs_can_read_the_posts() {
    let (store, folder) = site().await;
    let archive = folder.path().join("archive");
    export(&store, &archive, &zone()).await.unwrap();
    let (other, _other) = testing::open().await;
    let report =
        crate::transfer::import_markdown(&other, &archive, &ImportOptions::default()).await.unwrap().to_string();
    assert!(report.contains("Came in"), "{report}");
    let slug = "tho-khuon-mau";
    let mut reading = other.read().await.unwrap();
    let post =
        crate::store::posts::find(&mut reading, crate::store::posts::PostKind::Post, slug).await.unwrap().unwrap();
    let mut reading = store.read().await.unwrap();
    let own =
        crate::store::posts::find(&mut reading, crate::store::posts::PostKind::Post, slug).await.unwrap().unwrap();
    assert_eq!((post.html, post.published_at, post.excerpt), (own.html, own.published_at, own.excerpt));
}

#[tokio::test]
async fn archives_need_an_empty_site_and_a_new_folder() {
    let (store, folder) = site().await;
    let archive = folder.path().join("archive");
    export(&store, &archive, &zone()).await.unwrap();
    assert!(matches!(export(&store, &archive, &zone()).await.unwrap_err(), ArchiveError::Exists(_)));
    let refused = import(&store, &archive, &zone(), &silent()).await.unwrap_err();
    assert!(matches!(refused, ArchiveError::NotEmpty));
    let nowhere = folder.path().join("no/where");
    assert!(export(&store, &nowhere, &zone()).await.unwrap_err().to_string().contains("where"));
    let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(names.into_iter().all(|name| !name.to_str().unwrap().starts_with('.')), "nothing is left behind");
}

#[tokio::test]
async fn a_broken_archive_imports_nothing_and_names_the_line() {
    let (store, folder) = site().await;
    let change = |name: &str, from: &str, to: &str| {
        let path = folder.path().join("archive").join(name);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{name} has no {from}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    };
    for (name, from, to, expected) in [
        ("site.json", "\"longan_archive\": 1", "\"longan_archive\": 9", "version 9"),
        ("authors.jsonl", "{", "{,", "authors.jsonl:1"),
        ("media.jsonl", "ben-luc-1.webp", "../../../etc/passwd", "is not the name of a picture"),
        ("posts/tho-khuon-mau.md", "id: ", "no: ", "tho-khuon-mau.md"),
        ("posts/tho-khuon-mau.md", "status: \"published\"", "status: \"odd\"", "tho-khuon-mau.md:4"),
        ("posts/tho-khuon-mau.md", "author: \"", "author: \"x", "nobody is called this"),
        (
            "posts/lop-hoc-trong-xuong.comments.jsonl",
            "\"status\":\"published\"",
            "\"status\":\"odd\"",
            "comments.jsonl:1",
        ),
        ("categories_and_tags.jsonl", "\"id\":2", "\"id\":1", "categories_and_tags.jsonl:2"),
        ("blocks.jsonl", "\"host\"", "\"odd\"", "blocks.jsonl:2"),
        ("spam.jsonl", "\"ham\":7", "\"ham\":\"x\"", "spam.jsonl:1"),
    ] {
        let _ = fs::remove_dir_all(folder.path().join("archive"));
        export(&store, &folder.path().join("archive"), &zone()).await.unwrap();
        change(name, from, to);
        let (empty, _folder) = testing::open().await;
        let refused = import(&empty, &folder.path().join("archive"), &zone(), &silent()).await.unwrap_err().to_string();
        assert!(refused.contains(expected), "{refused}");
        assert!(rows(&empty).await.values().all(Vec::is_empty));
    }
}

#[tokio::test]
async fn a_backup_holds_everything_on_either_engine() {
    let (store, folder) = site().await;
    let (first, second) = (folder.path().join("first.db"), folder.path().join("second.db"));
    back_up_store(&store, &first, Existing::Refuse).await.unwrap();
    let (other, _other_folder) = testing::open().await;
    restore_store(&other, &first).await.unwrap();
    back_up_store(&other, &second, Existing::Refuse).await.unwrap();
    // Backups are SQLite files, so that rows of both engines can be compared.
    let read = async |file: &Path| rows(&Store::open(file, Durability::Normal).await.unwrap()).await;
    let (first, mut second) = (read(&first).await, read(&second).await);
    assert!(first.values().all(|rows| !rows.is_empty()), "{first:?}");
    let is_moment = |row: &String| row.contains("name=Some(\"last_backup\")");
    let settings = first["settings"].iter().filter(|row| !is_moment(row)).cloned().collect::<Vec<_>>();
    second.get_mut("settings").unwrap().retain(|row| !is_moment(row));
    assert_eq!(second.remove("settings").unwrap(), settings);
    for (table, rows) in second {
        assert_eq!(rows, first[table], "{table}");
    }
    // And the other site goes on: new ids are free, and words are found.
    let mut writing = other.write().await.unwrap();
    while search::index_some(&mut writing).await.unwrap() != (Vec::new(), 0) {}
    let post = crate::store::posts::test_posts::post("sau-khi-phuc-hoi", 1);
    assert!(crate::store::posts::add(&mut writing, &post).await.unwrap().is_some());
    writing.commit().await.unwrap();
}
