//! Kinds of exports that lost something: each test has an export of its own.

use super::*;

const ZERO: &str = "0000-00-00 00:00:00";

/// Writes an export with these elements of the channel.
fn export(folder: &Path, name: &str, base: &str, inside: &str) -> PathBuf {
    let file = folder.join(name);
    let text = format!(
        "<rss xmlns:wp='http://wordpress.org/export/1.2/'>\n<channel><title>Tin</title><link>{base}</link>\
         <wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>{base}</wp:base_blog_url>{inside}</channel></rss>"
    );
    std::fs::write(&file, text).unwrap();
    file
}

fn item(id: i64, kind: &str, status: &str, name: &str, inside: &str) -> String {
    format!(
        "<item><title>Bài {id}</title><guid>https://a.example/?p={id}</guid><dc:creator>lan</dc:creator>\
         <wp:post_id>{id}</wp:post_id><wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status>\
         <wp:post_name>{name}</wp:post_name>{inside}</item>\n"
    )
}

fn dated(local: &str) -> String {
    format!("<wp:post_date>{local}</wp:post_date><wp:post_date_gmt>{ZERO}</wp:post_date_gmt>")
}

fn field(key: &str, value: &str) -> String {
    format!("<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>")
}

#[tokio::test]
async fn guests_sign_what_they_wrote() {
    let (site, folder) = (site().await, tempfile::tempdir().unwrap());
    let by = |slug: &str, login: &str| format!("<category domain='author' nicename='cap-{slug}'>{login}</category>");
    let day = dated("2021-03-01 08:00:00");
    let inside = [
        item(1, "post", "publish", "mot", &(day.clone() + &by("thay-tu", "thay-tu"))),
        item(2, "post", "publish", "hai", &(day.clone() + &by("thay-tu", "thay-tu") + &by("lan", "lan"))),
        item(3, "post", "publish", "ba", &(day.clone() + &field("guest-author", "Cô Năm"))),
        item(
            4,
            "guest-author",
            "publish",
            "cap-thay-tu",
            &(field("cap-user_login", "thay-tu")
                + &field("cap-display_name", "Thầy Tư")
                + &field("cap-description", "Dạy học.")),
        ),
    ];
    let file = export(folder.path(), "a.xml", "https://a.example", &inside.concat());
    let report = import_wordpress(&site.store, &file, &ImportOptions::default()).await.unwrap();
    let author = "SELECT string_agg(name, '|') FROM (SELECT a.name FROM posts p JOIN authors a ON a.id = p.author_id ORDER BY p.id) x";
    assert_eq!(site.text(author).await, "Thầy Tư|Thầy Tư|Cô Năm");
    assert_eq!(site.text("SELECT biography FROM authors WHERE slug = 'thay-tu'").await, "Dạy học.");
    assert_eq!(site.count("posts").await, 3);
    assert!(
        report.to_string().contains("“Bài 2”: it has several authors, and the first one is shown; not shown: lan"),
        "{report}"
    );
    assert_eq!(report.left_out("term of author"), 0);
}

#[tokio::test]
async fn an_export_may_be_in_several_files() {
    let (site, folder) = (site().await, tempfile::tempdir().unwrap());
    let base = "https://a.example";
    let picture = "<wp:attachment_url>https://a.example/wp-content/uploads/a.jpg</wp:attachment_url>";
    let first = item(1, "post", "publish", "mot", &(dated("2021-03-01 08:00:00") + &field("_thumbnail_id", "9")))
        + &item(5, "page", "publish", "con", &(dated("2021-03-01 08:00:00") + "<wp:post_parent>6</wp:post_parent>"));
    let second = item(9, "attachment", "inherit", "a", picture)
        + &item(6, "page", "publish", "cha", &dated("2021-03-01 08:00:00"));
    let files = [export(folder.path(), "a.xml", base, &first), export(folder.path(), "b.xml", base, &second)];
    import_wordpress_files(&site.store, &files, &ImportOptions::default()).await.unwrap();
    assert_eq!(
        site.text("SELECT image_src FROM posts WHERE slug = 'mot'").await,
        "https://a.example/wp-content/uploads/a.jpg"
    );
    let parent = "SELECT p.slug FROM posts c JOIN posts p ON p.id = c.parent_id WHERE c.slug = 'con'";
    assert_eq!(site.text(parent).await, "cha");
}

#[tokio::test]
async fn what_never_appeared_does_not_appear() {
    let (site, folder) = (site().await, tempfile::tempdir().unwrap());
    let items = item(1, "post", "future", "qua", &dated("2024-05-01 08:00:00"))
        + &item(2, "post", "future", "xa", &dated("2099-05-01 08:00:00"))
        + &item(3, "post", "future", "khong", "");
    let file = export(folder.path(), "a.xml", "https://a.example", &items);
    let report = import_wordpress(&site.store, &file, &ImportOptions::default()).await.unwrap();
    let statuses = "SELECT string_agg(status, ' ') FROM (SELECT status FROM posts ORDER BY id) x";
    assert_eq!(site.text(statuses).await, "draft scheduled draft");
    assert!(report.to_string().contains("“Bài 1”: it was scheduled for a time that has passed"), "{report}");
    let json = report.json(Language::En);
    assert_eq!(json["came_in"]["posts"]["draft"], 2);
    assert_eq!(json["warnings"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_blog_in_a_folder_leaves_its_neighbours_alone() {
    let (site, folder) = (site().await, tempfile::tempdir().unwrap());
    let body = "<content:encoded><![CDATA[<a href=\"https://a.example/cua-hang/x/\">a</a> \
        <a href=\"https://a.example/tin/hai/\">b</a>]]></content:encoded>";
    let category = |slug: &str, parent: &str| {
        format!(
            "<wp:category><wp:category_nicename>{slug}</wp:category_nicename>\
             <wp:category_parent>{parent}</wp:category_parent><wp:cat_name>{slug}</wp:cat_name></wp:category>"
        )
    };
    let items = category("thoi-su", "")
        + &category("trong-tinh", "thoi-su")
        + &item(1, "post", "publish", "mot", &(dated("2021-03-01 08:00:00") + body))
        + &item(2, "post", "publish", "thoi-su-2", &dated("2021-03-01 08:00:00"));
    let file = export(folder.path(), "a.xml", "https://a.example/tin", &items);
    import_wordpress(&site.store, &file, &ImportOptions::default()).await.unwrap();
    let html = site.text("SELECT html FROM posts WHERE slug = 'mot'").await;
    assert!(html.contains("\"https://a.example/cua-hang/x/\"") && html.contains("\"/tin/hai/\""), "{html}");
    let mut connection = site.store.read().await.unwrap();
    for (from, to) in [
        ("/tin/thoi-su", "/category/thoi-su"),
        ("/tin/thoi-su/trong-tinh", "/category/trong-tinh"),
        ("/tin/2021/03", "/archive/2021/03"),
        ("/2021", "/archive/2021"),
        ("/tin/mot", "/posts/mot"),
    ] {
        let found = crate::store::redirects::find(&mut connection, from).await.unwrap();
        assert_eq!(found.as_deref(), Some(to), "{from}");
    }
}

/// A picture of one color.
fn picture(color: u8, width: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_pixel(width, width * 3 / 4, image::Rgb([color, 0, 0]));
    image::DynamicImage::ImageRgb8(picture).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn uploads_come_from_all_hosts_of_the_site() {
    let (site, folder) = (site().await, tempfile::tempdir().unwrap());
    let uploads = folder.path().join("uploads/2019/03");
    std::fs::create_dir_all(&uploads).unwrap();
    for (name, color, width) in [
        ("song.png", 1, 400),
        ("nui.png", 2, 400),
        ("cau.png", 3, 1600),
        ("cau-1024x768.png", 4, 1024),
        ("cau-300x225.png", 5, 300),
        ("la.png", 6, 400),
    ] {
        std::fs::write(uploads.join(name), picture(color, width)).unwrap();
    }
    let attachment = |id, url: &str| {
        item(id, "attachment", "inherit", "a", &format!("<wp:attachment_url>{url}</wp:attachment_url>"))
    };
    let body = "<content:encoded><![CDATA[<img src=\"https://cu.files.wordpress.com/2019/03/song.png?w=300&h=200\">\
        <img src=\"http://cu.example/wp-content/uploads/2019/03/nui-300x200.png\">\
        <img src=\"https://a.example/wp-content/uploads/2019/03/cau-1024x768.png\">\
        <img src=\"https://a.example/wp-content/uploads/2019/03/cau-300x225.png\">\
        <img src=\"https://la.example/wp-content/uploads/2019/03/nui.png\">\
        <img src=\"https://la.example/wp-content/uploads/2019/03/la.png\">]]></content:encoded>";
    let items = item(1, "post", "publish", "mot", &(dated("2021-03-01 08:00:00") + body))
        + &attachment(2, "https://cu.files.wordpress.com/2019/03/song.png")
        + &attachment(3, "https://a.example/wp-content/uploads/2019/03/nui.png")
        + &attachment(4, "https://a.example/wp-content/uploads/2019/03/cau.png")
        + &attachment(5, "https://a.example/wp-content/uploads/2019/03/cau-1024x768.png");
    let file = export(folder.path(), "a.xml", "https://a.example", &items);
    let options = ImportOptions { media: Some(folder.path().join("uploads")), ..ImportOptions::default() };
    import_wordpress(&site.store, &file, &options).await.unwrap();
    let html = site.text("SELECT html FROM posts WHERE slug = 'mot'").await;
    let names: Vec<&str> =
        html.split("src=\"").skip(1).filter_map(|rest| rest.split('"').next()?.rsplit('/').next()).collect();
    // The names in the library end with a checksum.
    let named = names.iter().map(|name| match name.trim_end_matches(".png").rsplit_once('-') {
        Some((name, checksum)) if checksum.len() == 8 => name,
        _ => name.trim_end_matches(".png"),
    });
    let names: Vec<&str> = named.collect();
    assert_eq!(names, ["song", "nui", "cau-1024x768", "cau", "nui", "la"], "{html}");
    assert_eq!(html.matches("https://la.example").count(), 2, "another site's pictures: {html}");
    assert!(!html.contains("h=200"), "{html}");
}

#[tokio::test]
async fn pictures_beside_markdown_come_along() {
    let (site, folder) = (site().await, tempfile::tempdir().unwrap());
    let place = folder.path();
    for name in ["content/posts/cau", "static/anh"] {
        std::fs::create_dir_all(place.join(name)).unwrap();
    }
    std::fs::write(place.join("content/posts/cau/a b.png"), picture(1, 400)).unwrap();
    std::fs::write(place.join("static/anh/c.png"), picture(2, 400)).unwrap();
    std::fs::write(place.join("content/_index.md"), "x").unwrap();
    std::fs::write(place.join("content/about.md"), "---\ntitle: Về\n---\n[cầu](posts/cau/index.vi.md#a)").unwrap();
    std::fs::write(place.join("content/posts/cau/ghi-chu.md"), "x").unwrap();
    std::fs::write(place.join("content/posts/cau/index.en.md"), "---\ntitle: Bridge\n---\nx").unwrap();
    let body = "---\ntitle: Cầu\ndate: 2024-01-31\nimage: /anh/c.png\n---\n![a](a%20b.png) ![b](./mat.png)";
    std::fs::write(place.join("content/posts/cau/index.vi.md"), body).unwrap();
    let report = import_markdown(&site.store, &place.join("content"), &ImportOptions::default()).await.unwrap();
    assert_eq!(
        site.text("SELECT string_agg(kind || ':' || slug, ' ') FROM (SELECT kind, slug FROM posts ORDER BY slug) x")
            .await,
        "page:about post:cau"
    );
    let html = site.text("SELECT html || image_src FROM posts WHERE slug = 'cau'").await;
    assert!(html.matches("/media/").count() >= 2 && html.contains("./mat.png"), "{html}");
    assert!(site.text("SELECT html FROM posts WHERE slug = 'about'").await.contains("href=\"/posts/cau#a\""));
    let left_out = ["picture", "list page (_index.md)", "resource of a page", "page in another language"];
    assert_eq!(left_out.map(|what| report.left_out(what)), [1, 1, 1, 1], "{report}");
    let again = import_markdown(&site.store, &place.join("content"), &ImportOptions::default()).await.unwrap();
    assert_eq!(again.present(), 2);
}
