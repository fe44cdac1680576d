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
    assert!(text.contains("d.wav: Files of this kind are not taken"), "{text}");
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
