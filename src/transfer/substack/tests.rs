use std::fs;

use super::*;
use crate::store::{redirects, sql, testing};
use crate::transfer::record::{ImportedEntryKind, ImportedEntryStatus};

const POSTS: &str = "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url
101.ben-nuoc,2023-05-02T03:04:05.000Z,true,2023-05-02T03:10:00.000Z,,newsletter,everyone,\"Bến nước, một chiều\",Chuyện bên sông,
102.tra-tien,2023-06-02T03:04:05.000Z,true,,,newsletter,only_paid,Trả tiền,,
103.nhap,,false,,,newsletter,everyone,Nháp,,
104.nghe,2023-07-02T03:04:05.000Z,true,,,podcast,everyone,Nghe,,https://api.substack.com/feed/podcast/104.mp3
../105,2023-07-02T03:04:05.000Z,true,,,newsletter,everyone,Ngoài,,
106.gioi-thieu,2023-01-02T03:04:05.000Z,true,,,page,everyone,Giới thiệu,,
";
const BODY: &str = r#"<p>Chiều xuống <a href="https://ben.substack.com/p/nghe">bến</a>.</p><div class="captioned-image-container"><figure><a class="image-link image2" target="_blank" href="https://substackcdn.com/image/fetch/w_1456/a.jpg"><div class="image2-inset"><picture><source type="image/webp" srcset="x 424w"><img src="https://substackcdn.com/image/fetch/w_1456/a.jpg" alt="Bến" data-attrs="{&quot;src&quot;:&quot;x&quot;}"></picture></div></a><figcaption class="image-caption">Bến chiều</figcaption></figure></div><div class="subscription-widget-wrap" data-attrs="{}"><div class="subscription-widget"><p>Cảm ơn đã đọc</p><form></form></div></div><div id="youtube2-abc" class="youtube-wrap" data-attrs="{&quot;videoId&quot;:&quot;abc&quot;}"><iframe src="https://www.youtube-nocookie.com/embed/abc"></iframe></div><p class="button-wrapper"><a class="button primary" href="https://ve.example"><span>Mua vé</span></a></p>"#;

#[tokio::test]
async fn an_archive_comes_in_once() {
    let (store, place) = testing::open().await;
    let folder = place.path().join("substack");
    fs::create_dir_all(folder.join("posts")).unwrap();
    fs::write(folder.join(LIST), POSTS).unwrap();
    for (name, body) in
        [("101.ben-nuoc", BODY), ("102.tra-tien", "<p>Bí mật</p>"), ("104.nghe", ""), ("106.gioi-thieu", "<p>Ai</p>")]
    {
        fs::write(folder.join("posts").join(format!("{name}.html")), body).unwrap();
    }
    let run =
        || async { import(&store, &folder, "https://ben.substack.com/", &ImportOptions::default()).await.unwrap() };
    let report = run().await;
    let posts = |status| report.entries(ImportedEntryKind::Post, status);
    assert_eq!(posts(ImportedEntryStatus::Published), 2, "{report}");
    assert_eq!(posts(ImportedEntryStatus::Draft), 2, "{report}");
    assert_eq!(report.entries(ImportedEntryKind::Page, ImportedEntryStatus::Published), 1);
    assert_eq!(report.left_out("subscription form"), 1, "{report}");
    let written = report.to_string();
    for noted in ["posts.csv:3: only members", "103.nhap.html", "posts.csv:6: this line names no post"] {
        assert!(written.contains(noted), "{noted} in {written}");
    }
    let mut connection = store.read().await.unwrap();
    let html: String =
        sql::query_scalar("SELECT html FROM posts WHERE slug = 'ben-nuoc'").fetch_one(&mut connection).await.unwrap();
    for part in [
        "<a href=\"/p/nghe\">",
        "<img src=\"https://substackcdn.com/image/fetch/w_1456/a.jpg\" alt=\"Bến\"",
        "Bến chiều</figcaption>",
        "https://www.youtube.com/watch?v=abc",
        "<div class=\"buttons\"><a ",
        "class=\"button\"",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("Cảm ơn đã đọc"), "{html}");
    let target = redirects::find(&mut connection, "/p/ben-nuoc").await.unwrap();
    assert_eq!(target.as_deref(), Some("/posts/ben-nuoc"));
    assert_eq!(redirects::find(&mut connection, "/p/tra-tien").await.unwrap(), None);
    drop(connection);
    assert_eq!(run().await.present(), 5);
}

#[tokio::test]
async fn other_folders_are_refused() {
    let (store, place) = testing::open().await;
    let options = ImportOptions::default();
    let run = || import(&store, place.path(), "", &options);
    assert!(run().await.is_err());
    fs::write(place.path().join(LIST), "a,b\n").unwrap();
    assert!(run().await.unwrap_err().to_string().contains("post_id"));
}
