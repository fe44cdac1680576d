use super::*;
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
    let error = read(text).unwrap_err();
    assert_eq!((error.line, error.column), (line, column), "{error}");
    assert!(error.to_string().contains(words), "{error}");
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
    assert_fails(TRUNCATED.as_bytes(), 7, 45, "<content:encoded> of line 7");
    let cut = &WORDPRESS[..WORDPRESS.len() - "</rss>\n".len()];
    let lines = cut.lines().count() as u64;
    assert_fails(cut.as_bytes(), lines + 1, 1, "<rss> of line 3");
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
