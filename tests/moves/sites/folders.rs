//! Sites of Hugo, Jekyll and Blogger.

use std::path::Path;

use super::{Old, OldSite, picture, public, write};

/// A garden in two languages: page bundles, shortcodes, settings with forms of addresses.
pub fn hugo(folder: &Path) -> OldSite {
    picture(folder, "content/posts/lua/lua.png", 70);
    picture(folder, "static/img/ruong.png", 80);
    write(folder, "hugo.toml", "baseURL = 'https://vuon.example'\n[permalinks]\nposts = '/:year/:month/:slug/'\n");
    write(folder, "README.md", "# Vườn\n\nCách dựng trang");
    write(folder, "archetypes/default.md", "---\ntitle: '{{ .Name }}'\n---\n");
    write(folder, "content/_index.md", "---\ntitle: Vườn\n---\n");
    write(
        folder,
        "content/posts/lua/index.md",
        "---\ntitle: Lúa chín\ndate: 2022-05-31T23:30:00+07:00\naliases: [/lua-cu/]\n---\nLúa vàng ![bông](lua.png)\n\n\
         {{< figure src=\"/img/ruong.png\" caption=\"**Ruộng** sau nhà\" >}}\n\n{{< details \"Gặt khi nào?\" >}}Tháng năm{{< /details >}}\n\n\
         {{< youtube AbCdEfGhIjk >}}\n\n:::tip[Mẹo phơi]\nPhơi mỏng\n:::\n",
    );
    write(folder, "content/posts/lua/index.en.md", "---\ntitle: Ripe rice\ndate: 2022-05-31\n---\nGolden rice");
    write(folder, "content/posts/lua/ghi-chu.md", "---\ntitle: Ghi chú riêng\n---\nSổ tay của lúa");
    write(
        folder,
        "content/posts/mai.md",
        "+++\ntitle = 'Mai'\ndate = 2022-01-02\nslug = 'cay-mai'\n[params]\n+++\nXem [lúa]({{< relref \"lua\" >}}).",
    );
    write(folder, "content/posts/an.md", "---\ntitle: Ẩn\ndate: 2022-01-02\nheadless: true\n---\nKhông dựng");
    write(folder, "content/posts/mat.md", "---\ntitle: Mật\ndate: 2022-01-02\ndraft: true\n---\nHạt giống giấu kỹ");
    write(folder, "content/ve.md", "---\ntitle: Về vườn\n---\nBa công đất");
    write(folder, "content/cu.rst", "Bài cũ\n======\n");
    OldSite {
        pages: vec![
            public(
                "/2022/05/lua/",
                &["Lúa vàng", "Ruộng sau nhà", "Gặt khi nào?", "Tháng năm", "Mẹo phơi", "Phơi mỏng"],
                2,
                &["watch?v=AbCdEfGhIjk"],
            ),
            public("/lua-cu/", &["Lúa vàng"], 2, &[]),
            public("/2022/01/cay-mai/", &["Xem lúa"], 0, &["/posts/lua"]),
            public("/ve/", &["Ba công đất"], 0, &[]),
            Old::Hidden { address: "/posts/mat" },
            Old::Hidden { address: "/2022/01/mat/" },
            Old::Hidden { address: "/posts/ghi-chu" },
            Old::Hidden { address: "/readme" },
        ],
        secrets: vec!["Hạt giống giấu kỹ", "Sổ tay của lúa", "Không dựng", "Golden rice"],
        left_out: vec![
            ("file about the repository", 1),
            ("file of the site generator", 1),
            ("list page (_index.md)", 1),
            ("page in another language", 1),
            ("page that was not rendered", 1),
            ("resource of a page", 1),
            ("text in the format rst", 1),
        ],
        warnings: 0,
    }
}

/// A notebook: Liquid, kramdown, folders as categories, posts in HTML, a damaged head.
pub fn jekyll(folder: &Path) -> OldSite {
    picture(folder, "assets/cau.png", 90);
    write(folder, "_config.yml", "title: Sổ\npermalink: /:categories/:title.html\n");
    write(
        folder,
        "_posts/2020-02-03-cau-khi.md",
        "---\ntitle: \"Cầu khỉ\"\ncategories: que nha\ntags: cầu tre\nredirect_from:\n  - /cau/\n---\n\
         Cầu {% raw %}tre{% endraw %} ![cầu]({% link assets/cau.png %}){: .to}\n\n{% include figure image_path=\"/assets/cau.png\" caption=\"Bên kia\" %}\n\n\
         Đọc [xuồng]({% post_url 2020-02-04-xuong %}).\n{: .ghi}\n\n{% highlight ruby %}\nputs 1\n{% endhighlight %}\n\n{{ page.title }}{% embed https://video.example/v %}\n",
    );
    write(folder, "tin/_posts/2020-02-04-xuong.html", "---\ntitle: Xuồng ba lá\n---\n<p>Chèo <b>một mái</b></p>");
    write(folder, "_posts/2020-02-05-hong.md", "---\ntitle: Bài: đầu hỏng\ntags: [một, hai\n---\nThân vẫn còn");
    write(folder, "_posts/2020-02-06-giau.md", "---\ntitle: Giấu\npublished: false\n---\nChưa cho ai xem");
    write(folder, "_drafts/nhap.md", "---\ntitle: Nháp\n---\nCòn dang dở");
    write(folder, "gioi-thieu.md", "---\nlayout: page\ntitle: Giới thiệu\npermalink: /ve-toi/\n---\nTôi ở quê");
    write(folder, "404.md", "---\npermalink: /404.html\n---\nKhông thấy");
    write(folder, "_includes/x.md", "{{ x }}");
    OldSite {
        pages: vec![
            public(
                "/que/nha/cau-khi.html",
                &["Cầu tre", "Bên kia", "Đọc xuồng", "puts 1"],
                2,
                &["/posts/xuong", "https://video.example/v"],
            ),
            public("/cau/", &["Cầu tre"], 2, &[]),
            public("/tin/xuong.html", &["Chèo một mái"], 0, &[]),
            public("/hong.html", &["Thân vẫn còn"], 0, &[]),
            public("/ve-toi/", &["Tôi ở quê"], 0, &[]),
            public("/category/que", &["Cầu khỉ"], 0, &[]),
            public("/tag/tre", &["Cầu khỉ"], 0, &[]),
            Old::Hidden { address: "/giau.html" },
            Old::Hidden { address: "/nhap.html" },
        ],
        secrets: vec!["Chưa cho ai xem", "Còn dang dở", "Không thấy"],
        left_out: vec![
            ("file of the site generator", 1),
            ("page that was not rendered", 1),
            ("template expression", 1),
        ],
        warnings: 2,
    }
}

/// A diary: Atom with posts, a page, drafts, comments and settings.
pub fn blogger(folder: &Path) -> OldSite {
    let kind = |kind: &str| {
        format!(
            "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{kind}'/>"
        )
    };
    let entry = |id: &str, of: &str, title: &str, content: &str, more: &str| {
        let content = html_escape::encode_text(content).into_owned();
        format!(
            "<entry><id>tag:blogger.com,1999:blog-1.{id}</id><published>2011-01-02T03:04:05Z</published>{}\
             <title type='text'>{title}</title><content type='html'>{content}</content>{more}</entry>\n",
            kind(of)
        )
    };
    let link = |path: &str| format!("<link rel='alternate' type='text/html' href='http://lan.blogspot.com{path}'/>");
    let answer = "<thr:in-reply-to ref='tag:blogger.com,1999:blog-1.post-1' href='http://lan.blogspot.com/2011/01/cho-noi.html'/>";
    let export = [
        "<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#' \
         xmlns:thr='http://purl.org/syndication/thread/1.0'><id>tag:blogger.com,1999:blog-1.archive</id><title>Nhật ký</title>\
         <link rel='alternate' href='http://lan.blogspot.com/'/>\n"
            .to_owned(),
        entry("settings.BLOG_NAME", "settings", "x", "y", ""),
        entry(
            "post-1",
            "post",
            "Chợ nổi &amp; xuồng",
            "Ghe <b>bán dưa</b><br /><br />Bến &nbsp;ồn<object><embed src=\"https://www.youtube.com/v/AbCdEfGhIjk\"></object>",
            &format!("<category scheme='http://www.blogger.com/atom/ns#' term='Miền Tây'/>{}", link("/2011/01/cho-noi.html")),
        ),
        entry("post-2", "post", "Nháp", "Chưa kể", "<app:control><app:draft>yes</app:draft></app:control>"),
        entry("page-3", "page", "Về Lan", "Nhà ven sông", &link("/p/ve-lan.html")),
        entry("post-4", "comment", "Đi sớm", "Đi sớm mới đông", &format!("{answer}<author><name>Cô Ba</name></author>")),
        entry(
            "post-5",
            "comment",
            "Cảm ơn",
            "Cảm ơn cô Ba",
            &format!("{answer}<link rel='related' href='http://www.blogger.com/feeds/1/1/comments/default/4'/><author><name>Lan</name></author>"),
        ),
        "</feed>".to_owned(),
    ];
    write(folder, "blog.xml", export.concat());
    OldSite {
        pages: vec![
            public("/2011/01/cho-noi.html", &["bán dưa", "Bến ồn"], 0, &["watch?v=AbCdEfGhIjk"]),
            public("/p/ve-lan.html", &["Nhà ven sông"], 0, &[]),
            public("/search/label/Mi%E1%BB%81n%20T%C3%A2y", &["Chợ nổi"], 0, &[]),
            Old::Hidden { address: "/posts/nhap" },
        ],
        secrets: vec!["Chưa kể"],
        left_out: vec![("setting of Blogger", 1)],
        warnings: 0,
    }
}
