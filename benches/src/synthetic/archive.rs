//! A synthetic site as a WordPress export (WXR 1.2).

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::content::{CATEGORIES, Content, Post};
use super::words::{PEOPLE, slug};
use crate::error::Result;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Báo thử</title><link>https://bao.example</link><description>Để đo</description><language>vi</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://bao.example</wp:base_site_url><wp:base_blog_url>https://bao.example</wp:base_blog_url>
"#;

/// Writes the export and returns its size in bytes.
pub fn write(file: &Path, content: Content) -> Result<u64> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(file)?);
    out.write_all(HEAD.as_bytes())?;
    for (number, name) in PEOPLE.iter().enumerate() {
        let login = slug(name);
        writeln!(
            out,
            "<wp:author><wp:author_id>{}</wp:author_id><wp:author_login>{login}</wp:author_login><wp:author_email>\
             {login}@example.org</wp:author_email><wp:author_display_name><![CDATA[{name}]]></wp:author_display_name></wp:author>",
            number + 1
        )?;
    }
    for (number, name) in CATEGORIES.iter().enumerate() {
        writeln!(
            out,
            "<wp:category><wp:term_id>{}</wp:term_id><wp:category_nicename>{}</wp:category_nicename><wp:category_parent>\
             </wp:category_parent><wp:cat_name><![CDATA[{name}]]></wp:cat_name></wp:category>",
            number + 1,
            slug(name)
        )?;
    }
    for number in 0..content.posts {
        write_post(&mut out, content, &content.post(number))?;
    }
    out.write_all(b"</channel></rss>\n")?;
    Ok(out.into_inner()?.metadata()?.len())
}

fn write_post(out: &mut impl Write, content: Content, post: &Post) -> Result<()> {
    let Post { number, title, slug: name, excerpt, html, .. } = post;
    let id = number + 1;
    let (login, category) = (slug(PEOPLE[post.author]), CATEGORIES[post.category]);
    let date = time(post.published_at)?;
    write!(
        out,
        "<item><title><![CDATA[{title}]]></title><link>https://bao.example/{name}/</link><dc:creator>{login}</dc:creator>\
         <guid isPermaLink=\"false\">https://bao.example/?p={id}</guid><content:encoded><![CDATA[{html}]]></content:encoded>\
         <excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded><wp:post_id>{id}</wp:post_id><wp:post_date>{date}</wp:post_date>\
         <wp:post_date_gmt>{date}</wp:post_date_gmt><wp:comment_status>open</wp:comment_status><wp:post_name>{name}</wp:post_name>\
         <wp:status>publish</wp:status><wp:post_parent>0</wp:post_parent><wp:menu_order>0</wp:menu_order>\
         <wp:post_type>post</wp:post_type><wp:post_password></wp:post_password><wp:is_sticky>0</wp:is_sticky>\
         <category domain=\"category\" nicename=\"{}\"><![CDATA[{category}]]></category>",
        slug(category)
    )?;
    for tag in post.tags {
        write!(out, "<category domain=\"post_tag\" nicename=\"chuyen-{tag}\"><![CDATA[Chuyện {tag}]]></category>")?;
    }
    for of in 0..content.comments_per_post {
        let comment = content.comment(post, of);
        let date = time(comment.created_at)?;
        write!(
            out,
            "<wp:comment><wp:comment_id>{}</wp:comment_id><wp:comment_author><![CDATA[{}]]></wp:comment_author>\
             <wp:comment_author_email>{}</wp:comment_author_email><wp:comment_author_url></wp:comment_author_url>\
             <wp:comment_author_IP>192.0.2.7</wp:comment_author_IP><wp:comment_date>{date}</wp:comment_date>\
             <wp:comment_date_gmt>{date}</wp:comment_date_gmt><wp:comment_content><![CDATA[{}]]></wp:comment_content>\
             <wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type>\
             <wp:comment_parent>0</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id></wp:comment>",
            number * content.comments_per_post + of + 1,
            comment.name,
            comment.email,
            comment.body
        )?;
    }
    out.write_all(b"</item>\n")?;
    Ok(())
}

fn time(milliseconds: i64) -> Result<String> {
    Ok(jiff::Timestamp::from_millisecond(milliseconds)?.strftime("%Y-%m-%d %H:%M:%S").to_string())
}
