//! The media library: uploads, served files, and managing the library.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use longan::media::responsive_images;
use longan::model::admin::post::BodyFormat;
use longan::model::user::Role;
use longan::store::media::{NewFile, NewMedia, add};
use longan::store::posts;
use longan::store::sql;
use serde_json::{Value, json};

use crate::routes::site::{Answer, Site, between};

/// A picture of noise, large enough that smaller versions are made of it.
pub fn speckled(width: u32, height: u32, seed: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let noise = x.wrapping_mul(374_761_393) ^ y.wrapping_mul(668_265_263) ^ seed;
        let noise = (noise ^ (noise >> 13)).wrapping_mul(1_274_126_177);
        Rgb([(noise >> 24) as u8, (noise >> 16) as u8, (x / 4) as u8])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

pub async fn send(site: &Site, cookie: &str, query: &str, bytes: Vec<u8>) -> Answer {
    let request = Request::post(format!("/admin/media?{query}")).header(header::COOKIE, cookie);
    site.ask(request.header("sec-fetch-site", "same-origin").body(Body::from(bytes)).unwrap()).await
}

pub async fn call(site: &Site, cookie: &str, function: &str, arguments: Value) -> Answer {
    let request = Request::post(format!("/api/admin/media/{function}")).header(header::COOKIE, cookie);
    let request = request.header("sec-fetch-site", "same-origin").header(header::CONTENT_TYPE, "application/json");
    site.ask(request.body(Body::from(arguments.to_string())).unwrap()).await
}

pub fn read(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("{} {}", answer.status, answer.body))
}

#[tokio::test]
async fn a_picture_is_sent_once_and_served_for_ever() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    let bytes = speckled(700, 300, 1);
    let first = send(&site, &cookie, "name=C%E1%BA%A7u%20V%C3%A0m%20C%E1%BB%8F.jpeg", bytes.clone()).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.body);
    let media_item = read(&first);
    let path = media_item["path"].as_str().unwrap();
    assert!(path.starts_with("/media/1/cau-vam-co-") && path.ends_with(".png"), "what it is decides, not its name");
    assert_eq!(
        (&media_item["width"], &media_item["height"], &media_item["editable"]),
        (&json!(700), &json!(300), &json!(true))
    );
    let again = read(&send(&site, &cookie, "name=other.png&alt=C%E1%BA%A7u", bytes).await);
    assert_eq!((&again["id"], &again["alt"]), (&media_item["id"], &json!("Cầu")));

    let file = site.get(path).await;
    assert_eq!((file.status, file.content_type.as_str()), (StatusCode::OK, "image/png"));
    let header = |name: &str| file.headers[name].to_str().unwrap().to_owned();
    assert_eq!(header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("content-security-policy").contains("sandbox"));
    let known = Request::get(path).header(header::IF_NONE_MATCH, header("etag")).body(Body::empty()).unwrap();
    let known = site.ask(known).await;
    assert_eq!((known.status, known.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    let small = site.get(media_item["thumbnail"].as_str().unwrap()).await;
    assert_eq!(small.content_type, "image/webp");
    for other in ["/media/1/none.png", "/media/2/a.png", "/media/x/a.png", "/media/1/../1/a.png"] {
        assert!(site.get(other).await.status.is_client_error(), "{other}");
    }
}

#[tokio::test]
async fn rejected_uploads_are_explained() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    let text = |answer: &Answer| read(answer)["Rejected"][0]["text"].as_str().unwrap().to_owned();
    let words = send(&site, &cookie, "name=a.jpg", b"words".to_vec()).await;
    assert_eq!(words.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(text(&words).contains("ảnh JPEG, PNG, WebP, GIF, SVG;"), "{}", text(&words));
    let bytes = speckled(50, 50, 2);
    let half = send(&site, &cookie, "", bytes[..bytes.len() / 2].to_vec()).await;
    assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
    let large = send(&site, &cookie, "", vec![0; 25 * 1024 * 1024 + 1]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(text(&large).contains("26,2 MB"), "{}", text(&large));
    let avif = include_bytes!("../fixtures/pictures/quarters.avif").to_vec();
    let avif = send(&site, &cookie, "name=photo.jpg", avif).await;
    assert_eq!(avif.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(text(&avif).contains("AVIF") && text(&avif).contains("lưu lại thành JPEG"), "{}", text(&avif));
    let drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script><rect/></svg>".to_vec();
    let drawing = read(&send(&site, &cookie, "name=a.svg", drawing).await);
    let file = site.get(drawing["path"].as_str().unwrap()).await;
    assert!(file.body.contains("<rect>") && !file.body.contains("script"));

    assert_eq!(send(&site, "", "", speckled(9, 9, 3)).await.status, StatusCode::UNAUTHORIZED);
    let foreign = Request::post("/admin/media").header(header::COOKIE, &cookie).header("sec-fetch-site", "cross-site");
    assert_eq!(site.ask(foreign.body(Body::from(speckled(9, 9, 4))).unwrap()).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_library_is_searched_and_looked_after() {
    let site = Site::sample().await;
    let (author, editor) = (site.log_in(Role::Author).await, site.log_in(Role::Editor).await);
    for (number, name) in (0..).zip(["cau-vam-co.png", "Chợ Nổi.png", "nha-may.png"]) {
        let cookie = if number == 2 { &editor } else { &author };
        let name = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
        assert_eq!(send(&site, cookie, &format!("name={name}"), speckled(20, 20, number)).await.status, StatusCode::OK);
    }
    let shelf = read(&call(&site, &author, "list", json!({ "search": { "text": "cho noi" } })).await);
    assert_eq!(shelf["media"].as_array().unwrap().len(), 1);
    assert_eq!(shelf["count"], json!(3));
    let shelf = read(&call(&site, &author, "list", json!({ "search": {} })).await);
    let editable: Vec<_> =
        shelf["media"].as_array().unwrap().iter().map(|media_item| &media_item["editable"]).collect();
    assert_eq!(editable, [&json!(false), &json!(true), &json!(true)], "the newest is the editor's");

    let described = call(&site, &author, "describe", json!({ "id": 1, "alt": " Cầu   Vàm Cỏ " })).await;
    assert_eq!(read(&described)["alt"], json!("Cầu Vàm Cỏ"));
    assert_eq!(call(&site, &author, "describe", json!({ "id": 3, "alt": "x" })).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        call(&site, &author, "delete", json!({ "id": 3, "deletion": "Confirmed" })).await.status,
        StatusCode::FORBIDDEN
    );
    let long = call(&site, &author, "describe", json!({ "id": 1, "alt": "x".repeat(1001) })).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    let missing = json!({ "search": { "choice": "Undescribed" } });
    assert_eq!(read(&call(&site, &author, "list", missing).await)["media"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_picture_that_is_used_is_deleted_only_on_purpose() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let media_item = read(&send(&site, &cookie, "name=a.png", speckled(900, 600, 5)).await);
    let path = media_item["path"].as_str().unwrap();
    let mut writing = site.state.store.write().await.unwrap();
    let body = longan::text::body::render(&format!("![Cầu]({path})"), longan::text::Format::Markdown);
    let html = responsive_images::complete(&mut writing, &body.html).await.unwrap();
    let post = posts::NewPost {
        kind: posts::PostKind::Post,
        status: posts::PostStatus::Published,
        slug: "cau".to_owned(),
        title: "Cầu".to_owned(),
        title_folded: "cau".to_owned(),
        source: String::new(),
        format: BodyFormat::Markdown,
        html: html.clone(),
        excerpt: String::new(),
        standfirst: String::new(),
        seo_title: String::new(),
        seo_description: String::new(),
        minutes: 1,
        author_id: None,
        image_src: path.to_owned(),
        image_alt: "Cầu".to_owned(),
        image_caption: String::new(),
        comments_open: true,
        menu_order: 0,
        pinned_at: None,
        published_at: Some(1),
        updated_at: 1,
        password: None,
        guid: None,
        comment_count: 0,
    };
    let (id, _) = posts::add(&mut writing, &post).await.unwrap().unwrap();
    responsive_images::set_shown(&mut writing, id, &html, path).await.unwrap();
    writing.commit().await.unwrap();
    let page = site.get("/posts/cau").await.body;
    let lead = between(&page, "<figure class=\"lead-image\">", "</figure>");
    assert!(
        lead.contains("320w, /media/1/")
            && lead.contains("width=\"900\" height=\"600\"")
            && lead.contains("fetchpriority=\"high\""),
        "{lead}"
    );
    let body = between(&page, "e-content", "</p>");
    assert!(body.contains("srcset=") && body.contains("sizes=") && body.contains("loading=\"lazy\""), "{body}");

    let uses = Request::get("/api/admin/media/uses?id=1").header(header::COOKIE, &cookie).body(Body::empty()).unwrap();
    assert_eq!(read(&site.ask(uses).await)["posts"][0]["title"], json!("Cầu"));
    let careful = call(&site, &cookie, "delete", json!({ "id": 1, "deletion": "Careful" })).await;
    assert_eq!(careful.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(site.get(path).await.status, StatusCode::OK);
    assert_eq!(
        call(&site, &cookie, "delete", json!({ "id": 1, "deletion": "Confirmed" })).await.status,
        StatusCode::OK
    );
    assert_eq!(site.get(path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_shows_the_newest_pictures() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    let open = async || {
        let request = Request::get("/admin/media").header(header::COOKIE, &cookie);
        site.ask(request.body(Body::empty()).unwrap()).await
    };
    assert!(open().await.body.contains("Chưa có tệp nào"));
    let media_item = read(&send(&site, &cookie, "name=cau.png", speckled(50, 40, 9)).await);
    let page = open().await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains(media_item["thumbnail"].as_str().unwrap()) && page.body.contains("Thiếu mô tả"));
}

#[tokio::test]
async fn an_avif_of_an_older_library_is_served() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    let content = include_bytes!("../fixtures/pictures/quarters.avif").to_vec();
    let file = NewFile {
        name: "old.avif".to_owned(),
        content_type: "image/avif",
        width: 40,
        height: 30,
        content,
        stored: None,
    };
    let media = NewMedia {
        digest: "0".repeat(64),
        alt: String::new(),
        user_id: None,
        created_at: 1,
        main: file,
        widths: vec![],
    };
    let mut writing = site.state.store.write().await.unwrap();
    add(&mut writing, &media).await.unwrap();
    writing.commit().await.unwrap();
    let file = site.get("/media/1/old.avif").await;
    assert_eq!((file.status, file.content_type.as_str()), (StatusCode::OK, "image/avif"));
    let shelf = read(&call(&site, &cookie, "list", json!({ "search": {} })).await);
    assert_eq!(shelf["media"][0]["kind"], json!("Avif"));
}

#[tokio::test]
async fn an_author_learns_nothing_of_the_drafts_of_others() {
    let site = Site::sample().await;
    let (editor, author) = (site.log_in(Role::Editor).await, site.log_in(Role::Author).await);
    let media_item = read(&send(&site, &editor, "name=a.png", speckled(50, 40, 6)).await);
    let mut writing = site.state.store.write().await.unwrap();
    // A published post of nobody, a draft of somebody else, a draft of the author's own, and a page.
    for (sql, shown) in [
        ("UPDATE posts SET author_id = NULL WHERE id = $1", 1),
        ("UPDATE posts SET author_id = NULL, status = 'draft', title = 'Bí mật' WHERE id = $1", 2),
        (
            "UPDATE posts SET author_id = (SELECT id FROM authors WHERE slug = 'do-quoc-thinh'), status = 'draft' WHERE id = $1",
            3,
        ),
        (
            "UPDATE posts SET author_id = (SELECT id FROM authors WHERE slug = 'do-quoc-thinh'), kind = 'page', status = 'draft', \
          title = 'Trang kín' WHERE id = $1",
            4,
        ),
    ] {
        sql::query(sql).bind(shown).execute(&mut writing).await.unwrap();
        longan::store::media::add_shown(&mut writing, shown, &[1]).await.unwrap();
    }
    writing.commit().await.unwrap();
    let uses = async |cookie: &str| {
        let request = Request::get("/api/admin/media/uses?id=1").header(header::COOKIE, cookie);
        site.ask(request.body(Body::empty()).unwrap()).await
    };
    let (all, own) = (uses(&editor).await, uses(&author).await);
    assert_eq!(media_item["id"], 1);
    assert_eq!((read(&all)["posts"].as_array().unwrap().len(), &read(&all)["hidden"]), (4, &json!(0)), "{}", all.body);
    assert_eq!((read(&own)["posts"].as_array().unwrap().len(), &read(&own)["hidden"]), (2, &json!(2)), "{}", own.body);
    assert!(!own.body.contains("Bí mật") && !own.body.contains("Trang kín"));
}
