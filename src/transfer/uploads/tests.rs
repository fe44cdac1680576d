use std::fs;
use std::path::Path;

use crate::model::media::MediaKind;
use crate::store::{Store, sql, testing};
use crate::transfer::{ImportOptions, ImportReport, import_wordpress};

const UPLOADS: &str = "https://bao.example/wp-content/uploads/2020";

/// An export with one post of this content, and an attachment for `a.mp3`.
fn export(content: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<rss version=\"2.0\" xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:wp=\"http://wordpress.org/export/1.2/\">
<channel><title>Báo</title><link>https://bao.example</link><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://bao.example</wp:base_blog_url>
<item><title>Bài</title><link>https://bao.example/bai/</link><guid>https://bao.example/?p=1</guid>
<content:encoded><![CDATA[{content}]]></content:encoded><wp:post_id>1</wp:post_id><wp:post_date_gmt>2024-05-02 01:00:00</wp:post_date_gmt>
<wp:post_name>bai</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>Thời sự</title><link>https://bao.example/bai/a/</link><guid>{UPLOADS}/a.mp3</guid><wp:post_id>9</wp:post_id>
<wp:post_date_gmt>2024-05-02 01:00:00</wp:post_date_gmt><wp:post_parent>1</wp:post_parent><wp:status>inherit</wp:status>
<wp:post_type>attachment</wp:post_type><wp:attachment_url>{UPLOADS}/a.mp3</wp:attachment_url></item>
</channel></rss>"
    )
}

async fn import(store: &Store, folder: &Path, content: &str, dry_run: bool) -> ImportReport {
    let file = folder.join("export.xml");
    fs::write(&file, export(content)).unwrap();
    let options = ImportOptions { media: Some(folder.to_owned()), dry_run, ..ImportOptions::default() };
    import_wordpress(store, &file, &options).await.unwrap()
}

#[tokio::test]
async fn sound_film_and_documents_come_in_with_their_players() {
    let (store, _place) = testing::open().await;
    let folder = tempfile::tempdir().unwrap();
    let uploads = folder.path().join("wp-content/uploads/2020");
    fs::create_dir_all(&uploads).unwrap();
    fs::write(uploads.join("a.mp3"), b"ID3\x04\0\0\0\0\0\0sound").unwrap();
    fs::write(uploads.join("b.mp4"), b"\0\0\0\x18ftypisom\0\0\0\0isommp42film").unwrap();
    fs::write(uploads.join("b.vtt"), "WEBVTT\n\n00:00.000 --> 00:01.000\nXin chào\n").unwrap();
    fs::write(uploads.join("c.pdf"), b"%PDF-1.7\n%%EOF").unwrap();
    fs::write(uploads.join("d.wav"), b"RIFF\0\0\0\0WAVEfmt ").unwrap();
    let content = format!(
        "[audio mp3=\"{UPLOADS}/a.mp3\"][/audio]\n\n\
         [video mp4=\"{UPLOADS}/b.mp4\"]<track kind=\"subtitles\" srclang=\"vi\" src=\"{UPLOADS}/b.vtt\">[/video]\n\n\
         [playlist ids=\"9\"]\n\nXem <a href=\"/wp-content/uploads/2020/c.pdf\">báo cáo</a>, <a \
         href=\"{UPLOADS}/gone.docx\">bản cũ</a>.\n\n{UPLOADS}/d.wav\n\n\
         <div class=\"wp-block-file\"><a href=\"{UPLOADS}/c.pdf\">Báo cáo</a></div>"
    );
    let kinds = |report: &ImportReport| {
        [MediaKind::Audio, MediaKind::Video, MediaKind::Captions, MediaKind::Document].map(|kind| report.files(kind))
    };
    let dry = import(&store, folder.path(), &content, true).await;
    assert_eq!(kinds(&dry), [1, 1, 1, 1], "{dry}");
    let report = import(&store, folder.path(), &content, false).await;
    assert_eq!(kinds(&report), [1, 1, 1, 1], "{report}");
    let text = report.to_string();
    assert!(text.contains("other files (1 audio file, 1 video, 1 file of captions, 1 document)"), "{text}");
    assert!(text.contains("d.wav: The content of this file is of no kind"), "{text}");
    assert_eq!(report.left_out("uploaded file"), 1, "{text}");

    let mut reading = store.read().await.unwrap();
    let html: String =
        sql::query_scalar("SELECT html FROM posts WHERE slug = 'bai'").fetch_one(&mut reading).await.unwrap();
    let place = async |ending: &'static str| {
        let sql = "SELECT '/media/' || id || '/' || name FROM media WHERE name LIKE $1";
        let (mut reading, pattern) = (store.read().await.unwrap(), format!("%.{ending}"));
        let path: String = sql::query_scalar(sql).bind(pattern.as_str()).fetch_one(&mut reading).await.unwrap();
        path
    };
    let (sound, film) = (place("mp3").await, place("mp4").await);
    assert_eq!(html.matches(&format!("src=\"{sound}\"")).count(), 2, "{html}");
    assert!(html.contains("<audio") && html.contains("<figcaption>Thời sự</figcaption>"), "{html}");
    assert!(html.contains(&format!("src=\"{film}\"")) && html.contains("<video"), "{html}");
    assert!(html.contains(&format!("src=\"{}\"", place("vtt").await)) && html.contains("<track"), "{html}");
    let document = place("pdf").await;
    assert_eq!(html.matches(&format!("href=\"{document}\"")).count(), 2, "{html}");
    assert!(html.contains("<p class=\"file\">") && html.contains(&format!("{UPLOADS}/gone.docx")), "{html}");
    let target: String =
        sql::query_scalar("SELECT target FROM redirects WHERE path = '/wp-content/uploads/2020/c.pdf'")
            .fetch_one(&mut reading)
            .await
            .unwrap();
    assert_eq!(target, document);
}

/// Answers for a site that has two files. Counts the requests.
async fn old_site() -> (std::net::SocketAddr, std::sync::Arc<std::sync::atomic::AtomicUsize>) {
    use std::sync::atomic::Ordering;

    use axum::http::{StatusCode, Uri, header};
    use axum::response::IntoResponse;

    let requests = std::sync::Arc::<std::sync::atomic::AtomicUsize>::default();
    let counted = requests.clone();
    let answer = move |uri: Uri| {
        let number = counted.fetch_add(1, Ordering::Relaxed);
        async move {
            match uri.path() {
                "/wp-content/uploads/2020/a.mp3" if number == 0 => {
                    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "0")]).into_response()
                }
                "/wp-content/uploads/2020/a.mp3" => b"ID3\x04\0\0\0\0\0\0sound".into_response(),
                "/wp-content/uploads/2020/c%20d.pdf" => b"%PDF-1.7\n%%EOF".into_response(),
                "/wp-content/uploads/2020/away.pdf" => {
                    (StatusCode::FOUND, [(header::LOCATION, "http://169.254.169.254/x.pdf")]).into_response()
                }
                _ => StatusCode::NOT_FOUND.into_response(),
            }
        }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, axum::Router::new().fallback(answer)).await });
    (address, requests)
}

#[tokio::test]
async fn missing_files_are_fetched_from_the_old_site_only() {
    use crate::link_preview::Reach;
    use crate::transfer::uploads::FetchOptions;

    let (store, _place) = testing::open().await;
    let folder = tempfile::tempdir().unwrap();
    let (address, requests) = old_site().await;
    let ours = format!("http://{address}/wp-content/uploads/2020");
    let content = format!(
        "<a href=\"{ours}/c%20d.pdf\">c</a> <a href=\"{ours}/gone.pdf\">g</a> <a href=\"{ours}/away.pdf\">a</a> \
         <a href=\"http://127.0.0.1:9/wp-content/uploads/2020/x.pdf\">x</a>"
    );
    let file = folder.path().join("export.xml");
    fs::write(&file, export(&content).replace("https://bao.example", &format!("http://{address}"))).unwrap();
    let fetch = FetchOptions { reach: Reach::Loopback, pause: std::time::Duration::ZERO, ..FetchOptions::default() };
    let media = folder.path().join("media");
    fs::create_dir(&media).unwrap();
    let options = ImportOptions { media: Some(media.clone()), fetch: Some(fetch), ..ImportOptions::default() };
    let report = import_wordpress(&store, &file, &options).await.unwrap();
    assert!(media.join("2020/a.mp3").exists() && media.join("2020/c d.pdf").exists(), "{report}");
    assert!(!media.join("2020/x.pdf").exists() && !media.join("2020/away.pdf").exists());
    let text = report.to_string();
    assert!(
        text.contains("gone.pdf: the site answered with status 404") && text.contains("away.pdf: its address"),
        "{text}"
    );
    let all = requests.load(std::sync::atomic::Ordering::Relaxed);
    assert_eq!(all, 5, "one of them twice, since it asked to wait");
    import_wordpress(&store, &file, &options).await.unwrap();
    let again = requests.load(std::sync::atomic::Ordering::Relaxed) - all;
    assert_eq!(again, 2, "only what is not there");
}
