use super::*;
use crate::store::{redirects, sql, testing};
use crate::transfer::record::{ImportedEntryKind, ImportedEntryStatus};

const STORY: &str = r#"<!DOCTYPE html><html><head><title>Bến nước</title></head><body><article class="h-entry">
<header><h1 class="p-name">Bến nước</h1></header>
<section data-field="subtitle" class="p-summary">Chuyện bên sông</section>
<section data-field="body" class="e-content">
<section name="a1" class="section section--body section--first"><div class="section-divider"><hr class="section-divider"></div><div class="section-content"><div class="section-inner sectionLayout--insetColumn"><h3 name="t" id="t" class="graf graf--h3 graf--leading graf--title">Bến nước</h3><p name="p1" id="p1" class="graf graf--p">Chiều <strong class="markup--strong">xuống</strong>.</p><figure class="graf graf--figure graf--layoutOutsetCenter"><img class="graf-image" data-image-id="1*a.jpeg" src="https://cdn-images-1.medium.com/max/800/1*a.jpeg"><figcaption class="imageCaption">Bến</figcaption></figure><div class="graf graf--mixtapeEmbed"><a href="https://bao.example/x" class="markup--anchor markup--mixtapeEmbed-anchor"><strong class="markup--strong">Tin x</strong><br><em class="markup--em">Mô tả</em>bao.example</a><a href="https://bao.example/x" class="js-mixtapeImage"></a></div><blockquote class="graf graf--pullquote">Sông chảy</blockquote><figure class="graf graf--figure graf--iframe"><script src="https://gist.github.com/lan/abc.js"></script></figure></div></div></section>
<section name="a2" class="section section--body"><div class="section-divider"><hr class="section-divider"></div><div class="section-content"><p class="graf graf--p">Hai</p></div></section>
</section>
<footer><p>By <a href="https://medium.com/@lan" class="p-author h-card">Trần Lan</a> on <a href="https://medium.com/p/1a2b3c4d5e6f"><time class="dt-published" datetime="2019-03-04T05:06:07.000Z">March 4, 2019</time></a>.</p><p><a href="https://medium.com/@lan/ben-nuoc-1a2b3c4d5e6f" class="p-canonical">Canonical link</a></p></footer></article></body></html>"#;
const DRAFT: &str = r#"<html><body><article><header><h1 class="p-name">Nháp</h1></header><section data-field="body" class="e-content"><p>x</p></section></article></body></html>"#;

#[tokio::test]
async fn an_archive_comes_in_once() {
    let (store, place) = testing::open().await;
    let folder = place.path().join("medium");
    fs::create_dir_all(folder.join("posts")).unwrap();
    for (name, text) in [
        ("2019-03-04_B-n-n--c-1a2b3c4d5e6f.html", STORY),
        ("draft_Nh-p-2b3c4d5e6f7a.html", DRAFT),
        ("claps-0001.html", "<html><body><ul></ul></body></html>"),
    ] {
        fs::write(folder.join("posts").join(name), text).unwrap();
    }
    let run = || async { import(&store, &folder, &ImportOptions::default()).await.unwrap() };
    let report = run().await;
    assert_eq!(report.entries(ImportedEntryKind::Post, ImportedEntryStatus::Published), 1, "{report}");
    assert_eq!(report.entries(ImportedEntryKind::Post, ImportedEntryStatus::Draft), 1, "{report}");
    assert_eq!(report.left_out("file without a story"), 1);
    let mut connection = store.read().await.unwrap();
    let html: String =
        sql::query_scalar("SELECT html FROM posts WHERE title = 'Bến nước'").fetch_one(&mut connection).await.unwrap();
    for part in [
        "<strong>xuống</strong>",
        "align-wide",
        "<figcaption>Bến</figcaption>",
        "Tin x</a>",
        "Mô tả",
        "pullquote",
        "https://gist.github.com/lan/abc",
        "<p>Hai</p>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("Bến nước") && html.matches("<hr").count() == 1, "{html}");
    let excerpt: String = sql::query_scalar("SELECT standfirst FROM posts WHERE title = 'Bến nước'")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(excerpt, "Chuyện bên sông");
    let slug: String =
        sql::query_scalar("SELECT slug FROM posts WHERE title = 'Bến nước'").fetch_one(&mut connection).await.unwrap();
    for path in ["/@lan/ben-nuoc-1a2b3c4d5e6f", "/ben-nuoc-1a2b3c4d5e6f", "/p/1a2b3c4d5e6f"] {
        assert_eq!(redirects::find(&mut connection, path).await.unwrap(), Some(format!("/posts/{slug}")), "{path}");
    }
    assert_eq!(slug, "ben-nuoc");
    drop(connection);
    assert_eq!(run().await.present(), 2);
}

#[tokio::test]
async fn other_folders_are_refused() {
    let (store, place) = testing::open().await;
    let error = import(&store, place.path(), &ImportOptions::default()).await.unwrap_err().to_string();
    assert!(error.contains("no stories of Medium"), "{error}");
}
