mod mending;

use super::*;
use crate::model::language::Language;
use crate::transfer::record::{
    ImportedCommentKind, ImportedCommentStatus, ImportedEntry, ImportedEntryKind, ImportedEntryStatus,
};

const WORDPRESS: &str = include_str!("../../../../tests/fixtures/wordpress.xml");
const BROKEN: &str = include_str!("../../../../tests/fixtures/broken.xml");
const TRUNCATED: &str = include_str!("../../../../tests/fixtures/truncated.xml");

fn read(text: &[u8]) -> Result<Vec<ImportRecord>, ReadError> {
    let zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
    WxrReader::new(text, zone).collect()
}

fn entries(records: &[ImportRecord]) -> Vec<&ImportedEntry> {
    let entries = records.iter().filter_map(|record| match record {
        ImportRecord::Entry(entry) => Some(&**entry),
        _ => None,
    });
    entries.collect()
}

#[track_caller]
fn assert_fails(text: &[u8], line: u64, column: u64, words: &str) {
    let zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
    let error = WxrReader::new(text, zone).strict().collect::<Result<Vec<_>, _>>().unwrap_err();
    assert_eq!((error.line, error.column), (line, column), "{error}");
    assert!(error.to_string().contains(words), "{error}");
}

#[test]
fn what_comes_before_a_cut_is_kept() {
    for cut in [TRUNCATED, WORDPRESS.trim_end().trim_end_matches("</rss>")] {
        let records = read(cut.as_bytes()).unwrap();
        let warnings = records.iter().filter(|record| match record {
            ImportRecord::Warning(warning) => warning.text(Language::En).contains("the file ends in the middle"),
            _ => false,
        });
        assert_eq!(warnings.count(), 1);
    }
    assert_eq!(
        entries(&read(WORDPRESS.trim_end().trim_end_matches("</rss>").as_bytes()).unwrap()).len(),
        entries(&read(WORDPRESS.as_bytes()).unwrap()).len()
    );
    let zone = TimeZone::UTC;
    let strict: Result<Vec<_>, _> = WxrReader::new(TRUNCATED.as_bytes(), zone).strict().collect();
    assert!(strict.unwrap_err().to_string().contains("<content:encoded> of line 7"));
    assert_fails("<rss><channel><title>a".as_bytes(), 1, 23, "ends too soon");
}

#[test]
fn reads_everything_in_order() {
    let records = read(WORDPRESS.as_bytes()).unwrap();
    let ImportRecord::Site(site) = &records[0] else { panic!("{:?}", records[0]) };
    assert_eq!((site.title.as_str(), site.base_url.as_str()), ("Xưởng & Phố", "https://xuong.example/tin"));
    let ImportRecord::Author(author) = &records[1] else { panic!("{:?}", records[1]) };
    assert_eq!((author.login.as_str(), author.name.as_str()), ("lan", "Nguyễn Thị Lan"));
    let terms = records.iter().filter_map(|record| match record {
        ImportRecord::Term(term) => Some((term.slug.as_str(), term.name.as_str(), term.parent.as_deref())),
        _ => None,
    });
    let expected = [
        ("cong-nghiep", "Công nghiệp", None),
        ("co-khi", "Cơ khí", Some("cong-nghiep")),
        ("tien-phay", "Tiện & phay", Some("co-khi")),
        ("tiện-cnc", "Tiện CNC", None),
        ("chua-khai", "Chưa khai", None),
    ];
    assert_eq!(terms.collect::<Vec<_>>(), expected);
    let statuses: Vec<ImportedEntryStatus> = entries(&records).iter().map(|entry| entry.status).collect();
    use ImportedEntryStatus::*;
    assert_eq!(statuses, [Published, Published, Published, Published, Draft, Scheduled, Private, Protected, Published]);
    let left_out = records.iter().filter(|record| matches!(record, ImportRecord::LeftOut(_))).count();
    assert_eq!(left_out, 3);
}

#[test]
fn reads_all_fields_of_an_entry() {
    let records = read(WORDPRESS.as_bytes()).unwrap();
    let entries = entries(&records);
    let (first, second) = (entries[0], entries[1]);
    assert_eq!(first.title, "Chào & hẹn “gặp lại”");
    assert_eq!(first.excerpt, "Lời chào");
    assert_eq!(first.published_ms, Some(1_588_294_800_000));
    assert_eq!((first.sticky, first.comments_open, first.thumbnail_old_id), (true, true, Some(30)));
    assert_eq!(first.old_paths, ["/tin/2020/05/chao-va-hen", "/?p=10"]);
    assert!(first.usual_paths.contains(&"/2020/05/01/xin-chao".to_owned()), "{:?}", first.usual_paths);
    assert_eq!(first.tags, ["tiện-cnc", "chua-khai"]);
    assert_eq!(second.title, "Bài cổ điển");
    assert_eq!(second.slug, "bài-cổ-điển");
    // There is no UTC date, so it is ten o'clock in Vietnam.
    assert_eq!(second.published_ms, Some(1_549_076_400_000));
    assert!(second.body.ends_with("Hết. ]]> Thật."), "{}", second.body);
    let attachment = entries[8];
    assert_eq!(attachment.kind, ImportedEntryKind::Attachment);
    assert_eq!((attachment.parent_old_id, attachment.alt.as_str()), (Some(11), "Máy tiện \"A\""));
}

#[test]
fn reads_comments_with_threads_and_status() {
    let records = read(WORDPRESS.as_bytes()).unwrap();
    let comments = &entries(&records)[0].comments;
    use ImportedCommentStatus::*;
    let statuses: Vec<ImportedCommentStatus> = comments.iter().map(|comment| comment.status).collect();
    assert_eq!(statuses, [Published, Published, Waiting, Spam, Published]);
    assert_eq!((comments[0].parent_old_id, comments[0].author.as_deref()), (Some(101), Some("lan")));
    assert_eq!((comments[1].name.as_str(), comments[1].address.as_str()), ("Ông \"Sáu\"", "203.0.113.9"));
    assert_eq!(comments[2].date_ms, Some(1_588_467_600_000));
    assert_eq!(comments[4].kind, ImportedCommentKind::Mention);
}

#[test]
fn errors_name_line_and_column() {
    assert_fails(BROKEN.as_bytes(), 7, 23, "broken XML");
    let mut bytes =
        b"\xEF\xBB\xBF<rss xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel><title>\xE1\xBA\xA1".to_vec();
    bytes.extend(b"\xFF</title>");
    assert_fails(&bytes, 2, 18, "UTF-8");
}

#[test]
fn other_files_are_rejected() {
    assert_fails(b"", 1, 1, "not a WordPress export");
    assert_fails(b"hello", 1, 1, "not a WordPress export");
    assert_fails(b"<html>\n</html>", 1, 1, "it begins with <html>");
    assert_fails(b"<rss><channel>\n<item></item></channel></rss>", 2, 1, "a feed");
}

#[test]
fn malformed_output_of_wordpress_is_accepted() {
    let text = "\u{feff}<rss xmlns:wp='http://wordpress.org/export/1.0/'>\r\n<channel><wp:wxr_version>1.0</wp:wxr_version>\
        <item><title>A\u{8} &nbsp;&amp; B & C</title><dc:creator>x</dc:creator><category>Tin</category>\
        <category domain='category' nicename='tin'>Tin</category><category domain='tag' nicename='moi'>Mới</category>\
        <content:encoded><![CDATA[a\r\nb]]></content:encoded><wp:post_type>post</wp:post_type>\
        <wp:status>publish</wp:status><pubDate>Wed, 01 Jan 2020 00:00:00 +0000</pubDate></item></channel></rss>";
    let records = read(text.as_bytes()).unwrap();
    let entry = entries(&records)[0];
    assert_eq!((entry.title.as_str(), entry.body.as_str()), ("A & B & C", "a\nb"));
    assert_eq!(entry.published_ms, Some(1_577_836_800_000));
    assert_eq!(
        (entry.categories.as_slice(), entry.tags.as_slice()),
        (&["tin".to_owned()][..], &["moi".to_owned()][..])
    );
    assert!(records.iter().any(|record| matches!(record, ImportRecord::Author(author) if author.login == "x")));
}

/// An export with these items.
fn export(items: &str) -> String {
    format!(
        "<rss xmlns:wp='http://wordpress.org/export/1.2/'>\n<channel><wp:wxr_version>1.2</wp:wxr_version>\n{items}</channel></rss>"
    )
}

fn item(inside: &str) -> String {
    format!("<item><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>{inside}</item>\n")
}

fn warnings(records: &[ImportRecord]) -> Vec<String> {
    let warnings = records.iter().filter_map(|record| match record {
        ImportRecord::Warning(warning) => Some(warning.text(crate::model::language::Language::En)),
        _ => None,
    });
    warnings.collect()
}

#[test]
fn broken_xml_costs_no_entry() {
    let broken = [
        // `]]>` in the text ends CDATA too early.
        (
            "<content:encoded><![CDATA[a ]]> b<p>c<br>d</p> ]]></content:encoded><wp:post_id>1</wp:post_id>",
            "a  b<p>c<br>d</p> ]]>",
        ),
        ("<content:encoded><![CDATA[a]]></content:encode><wp:post_id>1</wp:post_id>", "a"),
        (
            "<content:encoded>&lt;p&gt;a &#55357;&#56834;&#x1;</content:encoded></b><wp:post_id>1</wp:post_id>",
            "<p>a 😂",
        ),
        ("<wp:post_id>1</wp:post_name><content:encoded>a</content:encoded>", "a"),
    ];
    for (inside, body) in broken {
        let text = export(&(item(inside) + &item("<wp:post_id>2</wp:post_id>")));
        let records = read(text.as_bytes()).unwrap();
        let entries = entries(&records);
        assert_eq!(entries.iter().map(|entry| entry.old_id).collect::<Vec<_>>(), [1, 2], "{inside}");
        assert_eq!(entries[0].body.trim_end_matches("</content:encode>"), body, "{inside}");
    }
    let records = read(BROKEN.as_bytes()).unwrap();
    assert_eq!(entries(&records).len(), 1);
    assert_eq!(warnings(&records), ["7: broken XML was mended"]);
}

#[test]
fn broken_bytes_and_dates_are_told_with_their_line() {
    let mut text = export(&item("<title>a\u{1}")).into_bytes();
    let place = text.iter().position(|byte| *byte == 1).unwrap();
    text[place] = 0xFF;
    let end = b"</title><wp:post_date>yesterday</wp:post_date>";
    let rest = text.split_off(place + 1);
    text.extend([&end[..], &rest].concat());
    let records = read(&text).unwrap();
    assert_eq!(entries(&records)[0].title, "a\u{FFFD}");
    assert_eq!(
        warnings(&records),
        ["3: bytes that are not UTF-8 were replaced", "3: wp:post_date: this date cannot be read"]
    );
}

#[test]
fn terms_are_known_by_name() {
    let items = "<wp:category><wp:category_nicename>goc</wp:category_nicename><wp:cat_name>Gốc &amp; rễ</wp:cat_name></wp:category>\
        <wp:tag><wp:tag_slug>the-1</wp:tag_slug><wp:tag_name>Thẻ</wp:tag_name></wp:tag>"
        .to_owned()
        + &item("<category>Gốc &amp; rễ</category><category domain='tag'>Thẻ</category><category>Mới mẻ</category>\
            <category domain='category' nicename='khac'>Khác</category><category>Khác</category>");
    let records = read(export(&items).as_bytes()).unwrap();
    let entry = entries(&records)[0];
    assert_eq!(entry.categories, ["goc", "moi-me", "khac"]);
    assert_eq!(entry.tags, ["the-1"]);
}

#[test]
fn what_is_not_taken_is_counted() {
    let inside = "<wp:postmeta><wp:meta_key>gia</wp:meta_key><wp:meta_value>5</wp:meta_value></wp:postmeta>\
        <wp:postmeta><wp:meta_key>_edit_lock</wp:meta_key><wp:meta_value>5</wp:meta_value></wp:postmeta>\
        <wp:postmeta><wp:meta_key>_yoast_wpseo_metadesc</wp:meta_key><wp:meta_value>Mô tả</wp:meta_value></wp:postmeta>\
        <la:kia>x</la:kia><category domain='mau' nicename='do'>Đỏ</category>";
    let records = read(export(&item(inside)).as_bytes()).unwrap();
    let entry = entries(&records)[0];
    let left_out: Vec<&str> = entry.left_out.iter().map(|left_out| left_out.what.as_str()).collect();
    assert_eq!(left_out, ["term of mau", "element la:kia", "field gia"]);
    assert_eq!(entry.seo_description, "Mô tả");
}
