use jiff::tz::TimeZone;

use super::*;
use crate::model::admin::menu::MenuPlace;
use crate::model::language::Language;
use crate::store::{sql, testing};
use crate::transfer::ImportProgress;
use crate::transfer::record::{ImportedCommentStatus, ImportedEntryKind, ImportedEntryStatus};

struct Site {
    store: Store,
    _folder: testing::Place,
}

async fn site() -> Site {
    let (store, folder) = testing::open().await;
    Site { store, _folder: folder }
}

impl Site {
    async fn count(&self, table: &str) -> i64 {
        let sql = format!("SELECT COUNT(*) FROM {table}");
        let mut connection = self.store.read().await.unwrap();
        sql::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&mut connection).await.unwrap()
    }

    async fn text(&self, sql: &'static str) -> String {
        let mut connection = self.store.read().await.unwrap();
        sql::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
    }

    async fn import(&self, name: &str) -> Result<ImportReport, ImportError> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
        let time_zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
        import_wordpress(&self.store, &file, &ImportOptions { time_zone, ..ImportOptions::default() }).await
    }
}

#[tokio::test]
async fn imports_a_wordpress_site() {
    let site = site().await;
    let report = site.import("wordpress.xml").await.unwrap();
    assert_eq!(report.entries(ImportedEntryKind::Post, ImportedEntryStatus::Published), 2);
    assert_eq!(report.entries(ImportedEntryKind::Page, ImportedEntryStatus::Published), 2);
    assert_eq!(report.comments(ImportedCommentStatus::Published), 3);
    let tables = ["posts", "comments", "terms", "authors"];
    let mut counts = Vec::new();
    for table in tables {
        counts.push(site.count(table).await);
    }
    assert_eq!(counts, [8, 5, 5, 2]);
    assert_eq!(site.text("SELECT slug FROM authors ORDER BY id DESC LIMIT 1").await, "le-minh");
    let parent = "SELECT p.slug FROM terms c JOIN terms p ON p.id = c.parent_id WHERE c.slug = 'tien-phay'";
    assert_eq!(site.text(parent).await, "co-khi");
    let thread = "SELECT p.guid FROM comments c JOIN comments p ON p.id = c.parent_id WHERE c.guid LIKE '%-102'";
    assert_eq!(site.text(thread).await, "https://xuong.example/tin/?p=10#comment-101");
    assert_eq!(
        site.text("SELECT image_src FROM posts WHERE slug = 'chao-va-hen'").await,
        "https://xuong.example/tin/wp-content/uploads/a.jpg"
    );
    assert_eq!(site.text("SELECT password FROM posts WHERE slug = 'co-khoa'").await, "vừng");
    assert_eq!(site.text("SELECT slug FROM posts WHERE title = 'Tìm kiếm'").await, "search-page");
}

#[tokio::test]
async fn scripts_are_not_imported() {
    let site = site().await;
    site.import("wordpress.xml").await.unwrap();
    let sql = "SELECT (SELECT string_agg(html, ' ') FROM posts) || (SELECT string_agg(html, ' ') FROM comments)";
    let html = site.text(sql).await.to_lowercase();
    for evil in ["<script", "onclick", "onerror", "javascript:", "alert("] {
        assert!(!html.contains(evil), "{evil} in {html}");
    }
    assert!(html.contains("giữ lại") && html.contains("thật"));
    assert!(
        site.text("SELECT source FROM posts WHERE slug = 'bai-co-dien'").await.contains("<script>"),
        "the original is kept"
    );
}

#[tokio::test]
async fn old_paths_redirect_to_published_entries() {
    let site = site().await;
    site.import("wordpress.xml").await.unwrap();
    let mut connection = site.store.read().await.unwrap();
    let leads = [
        ("/tin/2020/05/chao-va-hen", Some("/posts/chao-va-hen")),
        ("/?p=10", Some("/posts/chao-va-hen")),
        ("/2020/05/01/xin-chao", Some("/posts/chao-va-hen")),
        ("/tin/2019/02/bài-cổ-điển", Some("/posts/bai-co-dien")),
        ("/tin/gioi-thieu/search", Some("/search-page")),
        ("/?page_id=12", Some("/gioi-thieu")),
        ("/?attachment_id=30", Some("/posts/bai-co-dien")),
        ("/category/cong-nghiep/co-khi/tien-phay", Some("/category/tien-phay")),
        ("/?cat=3", Some("/category/cong-nghiep")),
        ("/tag/tiện-cnc", Some("/tag/tien-cnc")),
        ("/author/minhxuong-example", Some("/author/le-minh")),
        ("/tin", Some("/")),
        ("/tin?p=10", Some("/posts/chao-va-hen")),
        ("/tin/category/cong-nghiep", Some("/category/cong-nghiep")),
        ("/?p=16", None),
        ("/tin/2020/07/co-khoa", None),
    ];
    for (from, to) in leads {
        let found = crate::store::redirects::find(&mut connection, from).await.unwrap();
        assert_eq!(found.as_deref(), to, "{from}");
    }
}

#[tokio::test]
async fn importing_again_adds_nothing() {
    let site = site().await;
    let first = site.import("wordpress.xml").await.unwrap().to_string();
    assert!(!first.contains("Already here"), "{first}");
    let before = [site.count("posts").await, site.count("comments").await, site.count("redirects").await];
    let second = site.import("wordpress.xml").await.unwrap().to_string();
    assert!(second.contains("8  posts and pages"), "{second}");
    assert!(second.contains("     0  categories"), "{second}");
    assert_eq!([site.count("posts").await, site.count("comments").await, site.count("redirects").await], before);
}

#[tokio::test]
async fn the_report_is_in_the_language_of_the_site() {
    let site = site().await;
    for file in ["wordpress.xml", "menus.xml"] {
        let report = site.import(file).await.unwrap();
        let (english, vietnamese) = (report.to_string(), report.text(Language::Vi));
        assert!(english.starts_with("Came in:") && vietnamese.starts_with("Đã nhập:"));
        assert_eq!(english.lines().count(), vietnamese.lines().count());
        let foreign = ["Left out", " it ", " the ", "published", " posts", "only "];
        assert!(foreign.iter().all(|word| !vietnamese.contains(word)), "{vietnamese}");
    }
}

#[tokio::test]
async fn menus_keep_their_levels_and_places() {
    let site = site().await;
    let report = site.import("menus.xml").await.unwrap();
    let menu = || async { crate::store::menu::list(&mut site.store.read().await.unwrap()).await.unwrap() };
    let items = menu().await.into_iter().map(|item| (item.place, item.level, item.title, item.target));
    let expected = [
        (MenuPlace::Header, 0, "Xóm ấp", "/category/xom-ap"),
        (MenuPlace::Header, 0, "Giới thiệu", "/gioi-thieu"),
        (MenuPlace::Header, 1, "Con của trang", "/x"),
        (MenuPlace::Header, 0, "Bài mở hàng", "/posts/bai-dau"),
        // It has no target, and groups what is below it.
        (MenuPlace::Header, 0, "Khác", ""),
        (MenuPlace::Header, 1, "Bạn bè", "https://ban.example/a"),
        (MenuPlace::Header, 1, "Cháu", "/y"),
        // The menu “Chân trang”.
        (MenuPlace::Footer, 0, "Chân trang", "/"),
    ];
    let expected = expected.map(|(place, level, title, target)| (place, level, title.to_owned(), target.to_owned()));
    assert_eq!(items.collect::<Vec<_>>(), expected);
    // One of no menu, and those that have no target, or whose target is not published.
    assert_eq!(report.left_out("menu item"), 4);
    let told = report.to_string();
    assert!(told.contains("8  items of the menu") && told.contains("are in the second now (1): “Cháu”"), "{told}");

    // A menu that was changed since is not imported again.
    let mut writing = site.store.write().await.unwrap();
    crate::store::menu::replace(&mut writing, &[]).await.unwrap();
    writing.commit().await.unwrap();
    site.import("menus.xml").await.unwrap();
    assert!(menu().await.is_empty());
}

#[tokio::test]
async fn a_failure_or_dry_run_changes_nothing() {
    let site = site().await;
    let broken = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/broken.xml");
    let strict = ImportOptions { strict: true, ..ImportOptions::default() };
    let error = import_wordpress(&site.store, &broken, &strict).await.unwrap_err().to_string();
    assert!(error.contains("broken.xml: line 7, column 23"), "{error}");
    let cut = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/truncated.xml");
    let error = import_wordpress(&site.store, &cut, &strict).await.unwrap_err().to_string();
    assert!(error.contains("line 7"), "{error}");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/wordpress.xml");
    let options = ImportOptions { dry_run: true, ..ImportOptions::default() };
    let report = import_wordpress(&site.store, &file, &options).await.unwrap();
    assert_eq!(report.entries(ImportedEntryKind::Post, ImportedEntryStatus::Private), 1);
    assert_eq!(site.count("posts").await + site.count("terms").await + site.count("authors").await, 0);
}

#[tokio::test]
async fn imports_markdown_and_the_sample() {
    let site = site().await;
    crate::transfer::seed_sample(&site.store).await.unwrap();
    let posts = site.count("posts").await;
    assert_eq!(site.text("SELECT slug FROM authors WHERE biography_html <> '' LIMIT 1").await, "do-quoc-thinh");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample/posts");
    let seen = std::sync::Arc::new(std::sync::atomic::AtomicU64::new(0));
    let heard = seen.clone();
    let progress: ImportProgress = Arc::new(move |done, _| heard.store(done, std::sync::atomic::Ordering::Relaxed));
    let report =
        import_markdown(&site.store, &folder, &ImportOptions { progress, ..ImportOptions::default() }).await.unwrap();
    let added = site.count("posts").await - posts;
    let came = [ImportedEntryStatus::Published, ImportedEntryStatus::Draft]
        .map(|status| report.entries(ImportedEntryKind::Post, status));
    assert_eq!(came.iter().sum::<u64>(), added as u64);
    assert_eq!(seen.load(std::sync::atomic::Ordering::Relaxed), added as u64);
}

/// Colliding names are made unique, and published entries take precedence.
#[tokio::test]
async fn colliding_names_are_made_unique() {
    let site = site().await;
    site.import("collisions.xml").await.unwrap();
    assert_eq!(site.text("SELECT title FROM posts WHERE slug = 'tin-nong' AND status = 'published'").await, "Tin nóng");
    assert_eq!(site.text("SELECT status FROM posts WHERE slug = 'tin-nong-1'").await, "draft");
    assert_eq!(
        site.text("SELECT string_agg(name, ' ') FROM (SELECT name FROM terms ORDER BY slug) found").await,
        "ma mã"
    );
    assert_eq!(site.text("SELECT target FROM redirects WHERE path = '/tag/mã'").await, "/tag/ma-2");
    assert_eq!(
        site.text("SELECT string_agg(name, ' ') FROM (SELECT name FROM authors ORDER BY name) found").await,
        "hai lan"
    );
    assert_eq!(site.text("SELECT excerpt FROM posts WHERE slug = 'tin-nong'").await, "Câu một. Câu hai.");
    assert_eq!(site.text("SELECT title FROM posts WHERE guid LIKE '%?p=3'").await, "post-3");
    let body = site.text("SELECT html FROM posts WHERE slug = 'ngoac'").await;
    for words in ["[E-Magazine] Mở đầu.", "[Covid-19] Cập nhật.", "[GDP = 6,5%] kết."] {
        assert!(body.contains(words), "{body}");
    }
    assert!(!body.contains("JTND"), "{body}");
    assert_eq!(
        site.text("SELECT string_agg(status, ' ') FROM (SELECT status FROM comments ORDER BY id) found").await,
        "trash published"
    );
    assert_eq!(site.text("SELECT CAST(comment_count AS TEXT) FROM posts WHERE slug = 'tin-nong'").await, "1");
    assert_eq!(site.text("SELECT value FROM settings WHERE name = 'title'").await, "Tin huyện");
}

#[tokio::test]
async fn uploads_are_imported_and_shown() {
    let uploads = tempfile::tempdir().unwrap();
    let picture = |seed: u8| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let picture =
            image::RgbImage::from_fn(400, 200, |x, y| image::Rgb([(x * x * y) as u8, (x * y * y) as u8, seed]));
        image::DynamicImage::ImageRgb8(picture).write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    };
    std::fs::write(uploads.path().join("a.jpg"), picture(1)).unwrap();
    std::fs::write(uploads.path().join("b.jpg"), b"no picture").unwrap();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/wordpress.xml");
    let import = async |site: &Site, media: Option<PathBuf>, dry_run| {
        let options = ImportOptions { media, dry_run, ..ImportOptions::default() };
        import_wordpress(&site.store, &file, &options).await.unwrap()
    };
    let folder = Some(uploads.path().to_owned());
    let (fresh, later) = (site().await, site().await);
    assert_eq!(import(&fresh, folder.clone(), true).await.pictures(), 2);
    assert_eq!(fresh.count("media").await, 0);
    let report = import(&fresh, folder.clone(), false).await;
    assert_eq!(report.pictures(), 1);
    assert!(report.to_string().contains("b.jpg: The content of this file is of no kind"), "{report}");
    // Importing first without and later with the pictures has the same result.
    import(&later, None, false).await;
    import(&later, folder, false).await;
    for site in [&fresh, &later] {
        let place = site.text("SELECT '/media/' || id || '/' || name FROM media").await;
        assert_eq!(site.text("SELECT image_src FROM posts WHERE slug = 'chao-va-hen'").await, place);
        let html = site.text("SELECT html FROM posts WHERE html LIKE '%uploads/b.jpg%'").await;
        assert!(html.contains(&format!("src=\"{place}\"")) && html.contains("srcset="), "{html}");
        let source = site.text("SELECT source FROM posts WHERE html LIKE '%uploads/b.jpg%'").await;
        assert!(source.contains(&place) && !source.contains("uploads/a.jpg"), "{source}");
        assert!(site.count("post_media").await > 0);
        let target = "SELECT target FROM redirects WHERE path = '/tin/wp-content/uploads/a.jpg'";
        assert_eq!(site.text(target).await, place);
    }
}

#[tokio::test]
async fn unsupported_uploads_are_reported() {
    let uploads = tempfile::tempdir().unwrap();
    std::fs::write(uploads.path().join("a.jpg"), b"\0\0\0\x18ftypheic\0\0\0\0mif1heic").unwrap();
    std::fs::write(uploads.path().join("b.jpg"), include_bytes!("../../../tests/fixtures/pictures/quarters.avif"))
        .unwrap();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/wordpress.xml");
    let site = site().await;
    for dry_run in [true, false] {
        let options = ImportOptions { media: Some(uploads.path().to_owned()), dry_run, ..ImportOptions::default() };
        let report = import_wordpress(&site.store, &file, &options).await.unwrap();
        let text = report.to_string();
        assert_eq!(report.pictures(), 0, "{text}");
        assert!(text.contains("a.jpg: This is HEIC, whatever its name says"), "{text}");
        assert!(text.contains("b.jpg: This is AVIF, whatever its name says"), "{text}");
        assert!(text.contains("Save it as JPEG") && text.contains("its old address stays in the posts"), "{text}");
    }
    let html = site.text("SELECT html FROM posts WHERE html LIKE '%uploads/b.jpg%'").await;
    assert!(!html.contains("/media/"), "{html}");
}

mod kinds;
