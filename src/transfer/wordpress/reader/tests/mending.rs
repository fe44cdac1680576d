//! Broken XML, as careless programs write it.

use super::*;

/// An export of two posts.
fn export(first: &str, title: &str) -> String {
    format!(
        "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><wp:wxr_version>1.2</wp:wxr_version>\n\
         <item><title>{title}</title><link>https://a.example/1</link><content:encoded><![CDATA[Thân]]></content:encoded>\
         <wp:post_id>1</wp:post_id>{first}<wp:post_name>mot</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>\n\
         <item><title>Hai</title><wp:post_id>2</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>\
         </channel></rss>"
    )
}

#[track_caller]
fn assert_mends(text: &str, titles: &[&str], warnings: usize) {
    let records = read(text.as_bytes()).unwrap();
    let found: Vec<&str> = entries(&records).iter().map(|entry| entry.title.as_str()).collect();
    assert_eq!(found, titles, "{text}");
    let told = records.iter().filter(|record| matches!(record, ImportRecord::Warning(_))).count();
    assert_eq!(told, warnings, "{text}");
}

#[test]
fn ends_that_are_missing_cost_no_entry() {
    assert_mends(&export("<wp:post_parent>0", "Một"), &["Một", "Hai"], 1);
    assert_mends(&export("<wp:postmeta><wp:meta_key>a</wp:meta_key>", "Một"), &["Một", "Hai"], 1);
    let without = export("", "Một").replacen("</item>", "", 1);
    assert_mends(&without, &["Một", "Hai"], 1);
}

#[test]
fn signs_in_titles_cost_no_entry() {
    assert_mends(&export("", "A & B <3"), &["A & B <3", "Hai"], 1);
    assert_mends(&export("", "x&#0;y&#xD800;z"), &["x\u{FFFD}y\u{FFFD}z", "Hai"], 1);
    assert_mends(&export("", "Một").replacen("<item>", "5 < 7 <item>", 1), &["Một", "Hai"], 1);
}

#[test]
fn cdata_in_cdata_loses_no_words() {
    let text = export("", "Một").replace("[Thân]", "[a <![CDATA[ giữa ]]> cuối]");
    let records = read(text.as_bytes()).unwrap();
    assert_eq!(entries(&records)[0].body, "a  giữa  cuối");
}

#[test]
fn messages_of_the_server_before_the_export_are_left_out() {
    let text = format!("<br />\n<b>Notice</b>: Undefined index in <b>a.php</b><br />\n{}", export("", "Một"));
    assert_mends(&text, &["Một", "Hai"], 1);
    assert_fails(text.as_bytes(), 1, 1, "it begins with <br>");
    assert!(read(b"<html><body>x</body></html>").is_err());
}

#[test]
fn what_was_part_of_another_entry_does_not_become_public() {
    let text = export("", "Một").replacen(">publish<", ">inherit<", 1);
    let records = read(text.as_bytes()).unwrap();
    assert_eq!(entries(&records)[0].status, ImportedEntryStatus::Draft);
}
