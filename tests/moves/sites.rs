//! Sites after the habits of five systems, and what is to be found of them.

mod folders;

use std::fs;
use std::path::Path;

pub use folders::{blogger, hugo, jekyll};

use serde_json::{Value, json};

/// A page of an old site.
pub enum Old {
    /// Its old address, words that readers see, the number of its pictures that come along, and parts of its links.
    Public { address: &'static str, words: Vec<&'static str>, pictures: usize, links: Vec<&'static str> },
    /// Readers did not see it.
    Hidden { address: &'static str },
}

/// What is to be found of an old site.
pub struct OldSite {
    pub pages: Vec<Old>,
    /// Words that readers never saw.
    pub secrets: Vec<&'static str>,
    /// What the report says was left out, and how often.
    pub left_out: Vec<(&'static str, u64)>,
    pub warnings: u64,
}

fn public(address: &'static str, words: &[&'static str], pictures: usize, links: &[&'static str]) -> Old {
    Old::Public { address, words: words.to_vec(), pictures, links: links.to_vec() }
}

fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// Writes a small picture of its own color.
fn picture(folder: &Path, name: &str, color: u8) {
    let pixels = image::RgbImage::from_pixel(8, 6, image::Rgb([color, 90, 200]));
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    pixels.save(path).unwrap();
}

fn item(id: u32, kind: &str, status: &str, name: &str, content: &str, more: &str) -> String {
    format!(
        "<item><title><![CDATA[{name}]]></title><link>https://xuong.example/{name}/</link><dc:creator>lan</dc:creator>\
         <guid isPermaLink=\"false\">https://xuong.example/?p={id}</guid>\
         <content:encoded><![CDATA[{content}]]></content:encoded><wp:post_id>{id}</wp:post_id>\
         <wp:post_date_gmt>2021-03-01 01:00:00</wp:post_date_gmt><wp:post_name>{name}</wp:post_name>\
         <wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{more}</item>\n"
    )
}

/// A workshop: page builders' shortcodes, classic text, uploads, and XML that a careless plugin wrote.
pub fn wordpress(folder: &Path) -> OldSite {
    let upload = |id: u32, file: &str| {
        let url =
            format!("<wp:attachment_url>https://xuong.example/wp-content/uploads/2021/03/{file}</wp:attachment_url>");
        item(id, "attachment", "inherit", &file.replace('.', "-"), "", &url)
    };
    for (file, color) in [("cong.png", 10), ("ban.png", 20), ("ghe.png", 30)] {
        picture(folder, &format!("uploads/2021/03/{file}"), color);
    }
    let values =
        "%5B%7B%22label%22%3A%22Go%20tram%22%2C%22value%22%3A%2290%22%7D%2C%7B%22label%22%3A%22Go%20soi%22%7D%5D";
    let home = format!(
        "[section bg=\"7\"][row][col span=\"6\"][title text=\"Xưởng mộc Bến Lức\"][ux_image id=\"8\"]\
         [accordion][accordion-item title=\"Giao tận nhà?\"]<p>Có, trong tỉnh.</p>[/accordion-item][/accordion]\
         [button text=\"Bảng giá\" link=\"https://gia.example/bang\"][share][/col][/row][/section]\
         [vc_row][vc_column][vc_progress_bar values=\"{values}\"][/vc_column][/vc_row][row]"
    );
    let story = "Gỗ phơi <em>ba tuần</em>.[ref]Sổ nghề, trang 12[/ref]\n\n\
        <img src=\"https://xuong.example/wp-content/uploads/2021/03/ghe.png\" alt=\"Ghế\">\n\n\
        Dòng sau <a href=\"https://nghe.example/tho\">thợ cả</a>.@ET-DC@eyJ4IjoxfQ==@";
    // The end of an element is missing, as in files that were edited by hand.
    let broken = item(22, "post", "publish", "thieu-dau", "Bài có dấu thiếu.", "<wp:post_parent>0");
    let export = [
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>Xưởng</title><link>https://xuong.example</link>\
         <wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://xuong.example</wp:base_blog_url>\n"
            .to_owned(),
        item(20, "page", "publish", "gioi-thieu", &home, ""),
        item(21, "post", "publish", "phoi-go", story, ""),
        broken,
        item(23, "post", "draft", "nhap-mat", "Giá nội bộ 999.", ""),
        upload(7, "cong.png"),
        upload(8, "ban.png"),
        upload(9, "ghe.png"),
        "</channel></rss>".to_owned(),
    ];
    write(folder, "export.xml", export.concat());
    OldSite {
        pages: vec![
            public(
                "/gioi-thieu/",
                &["Xưởng mộc Bến Lức", "Giao tận nhà?", "Có, trong tỉnh.", "Bảng giá", "Go tram – 90", "Go soi"],
                2,
                &["https://gia.example/bang"],
            ),
            public("/phoi-go/", &["ba tuần", "Sổ nghề, trang 12", "thợ cả"], 1, &["https://nghe.example/tho"]),
            public("/?p=21", &["ba tuần"], 1, &[]),
            public("/thieu-dau/amp/", &["Bài có dấu thiếu."], 0, &[]),
            Old::Hidden { address: "/nhap-mat/" },
            Old::Hidden { address: "/?p=23" },
        ],
        secrets: vec!["Giá nội bộ 999"],
        left_out: vec![
            ("shortcode [row]", 2),
            ("shortcode [col]", 1),
            ("shortcode [section]", 0),
            ("shortcode [accordion]", 1),
            ("shortcode [share]", 1),
            ("shortcode [vc_row]", 1),
            ("shortcode [vc_column]", 1),
            ("dynamic content of Divi", 1),
        ]
        .into_iter()
        .filter(|(_, number)| *number > 0)
        .collect(),
        warnings: 1,
    }
}

/// A magazine: cards in Lexical and in HTML, members' posts, pictures in the content folder.
pub fn ghost(folder: &Path) -> OldSite {
    for (file, color) in [("a.png", 40), ("b.png", 50), ("c.png", 60)] {
        picture(folder, &format!("content/images/2023/01/{file}"), color);
    }
    let text = |text: &str| json!({"type": "extended-text", "text": text});
    let image = |file: &str| format!("__GHOST_URL__/content/images/2023/01/{file}");
    let lexical = json!({"root": {"type": "root", "children": [
        {"type": "paragraph", "children": [text("Sông dài chín nhánh")]},
        {"type": "image", "src": image("a.png"), "alt": "Sông", "caption": "Nhánh thứ chín"},
        {"type": "callout", "calloutText": "<p>Nhớ mang nón</p>", "calloutEmoji": "☀"},
        {"type": "toggle", "heading": "Đi hướng nào?", "content": "<p>Về phía biển</p>"},
        {"type": "gallery", "images": [{"src": image("b.png")}, {"src": image("c.png")}]},
        {"type": "bookmark", "url": "https://bien.example/x", "metadata": {"title": "Chuyện biển"}},
        {"type": "signup", "header": "Đăng ký"},
    ]}});
    let html = "<p>Chợ họp <b>bốn giờ</b></p><div class=\"kg-card kg-header-card\"><h2>Chợ nổi</h2><p>Mỗi sáng</p></div>\
        <div class=\"kg-card kg-file-card\"><a class=\"kg-file-card-container\" href=\"https://tai.example/banh.pdf\">\
        <div class=\"kg-file-card-title\">Công thức bánh</div></a></div><script>1</script>";
    let post = |id: &str, slug: &str, more: Value| {
        let mut row = json!({"id": id, "uuid": id, "title": slug, "slug": slug, "type": "post", "status": "published",
            "visibility": "public", "published_at": "2023-01-01T00:00:00.000Z"});
        row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        row
    };
    let posts = json!([
        post("1", "song-dai", json!({"lexical": lexical.to_string()})),
        post("2", "cho-noi", json!({"html": html})),
        post("3", "chi-hoi-vien", json!({"html": "<p>Bí quyết nhà</p>", "visibility": "paid"})),
        post("4", "nhap", json!({"html": "<p>Chưa xong đâu</p>", "status": "draft"})),
    ]);
    let export = json!({"db": [{"meta": {"exported_on": 1, "version": "5.0"}, "data": {"posts": posts,
        "tags": [{"id": "t", "name": "Miền Tây", "slug": "mien-tay", "visibility": "public"}],
        "posts_tags": [{"post_id": "1", "tag_id": "t"}], "members": [{"email": "m@doc.example"}]}}]});
    write(folder, "ghost.json", export.to_string());
    OldSite {
        pages: vec![
            public(
                "/song-dai/",
                &[
                    "Sông dài chín nhánh",
                    "Nhánh thứ chín",
                    "Nhớ mang nón",
                    "Đi hướng nào?",
                    "Về phía biển",
                    "Chuyện biển",
                ],
                3,
                &["https://bien.example/x"],
            ),
            public("/song-dai/amp/", &["Sông dài"], 3, &[]),
            public(
                "/cho-noi/",
                &["bốn giờ", "Chợ nổi", "Mỗi sáng", "Công thức bánh"],
                0,
                &["https://tai.example/banh.pdf"],
            ),
            public("/tag/mien-tay/", &["song-dai"], 0, &[]),
            Old::Hidden { address: "/chi-hoi-vien/" },
            Old::Hidden { address: "/nhap/" },
        ],
        secrets: vec!["Bí quyết nhà", "Chưa xong đâu"],
        left_out: vec![("card signup", 1), ("script in a post", 1), ("member", 1)],
        warnings: 1,
    }
}
