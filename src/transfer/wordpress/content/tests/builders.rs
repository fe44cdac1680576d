//! Page builders, as their sites have them.

use super::convert_with;

#[track_caller]
fn assert_keeps(source: &str, kept: &[&str], gone: &[&str]) {
    let (html, _) = convert_with(source);
    for words in kept {
        assert!(html.contains(words), "{words:?} of {source}: {html}");
    }
    for words in gone {
        assert!(!html.contains(words), "{words:?} of {source}: {html}");
    }
}

#[test]
fn people_keep_their_names_and_profiles() {
    assert_keeps(
        "[team_member img=\"7\" name=\"Anh Tư\" title=\"Thợ cả\" facebook=\"https://facebook.com/tu\"]Làm nghề.[/team_member]",
        &["<h3>Anh Tư</h3>", "<p>Thợ cả</p>", "href=\"https://facebook.com/tu\"", "Làm nghề.", "a.jpg"],
        &["["],
    );
    assert_keeps(
        "[row][follow facebook=\"https://facebook.com/x\" email=\"a@x.example\"][/row]",
        &["mailto:a@x.example"],
        &["["],
    );
}

#[test]
fn repeated_groups_become_lists() {
    let values = "%5B%7B%22label%22%3A%22Ti%E1%BA%BFng%20Vi%E1%BB%87t%22%2C%22value%22%3A%2290%22%2C%22color%22%3A%22%23fff%22%7D\
        %2C%7B%22image%22%3A%227%22%2C%22link%22%3A%22url%3Ahttps%253A%252F%252Fx.example%252Fnau%22%2C%22title%22%3A%22N%E1%BA%A5u%22%7D%5D";
    assert_keeps(
        &format!("[vc_progress_bar values=\"{values}\"]"),
        &["<li>Tiếng Việt – 90</li>", "<a href=\"https://x.example/nau\">Nấu</a>", "a.jpg"],
        &["#fff", "%5B"],
    );
    assert_keeps("[vc_list values=\"%5Bbroken\"]chữ[/vc_list]", &["chữ"], &["broken"]);
}

#[test]
fn files_keep_their_players_and_links() {
    assert_keeps(
        "[et_pb_audio title=\"Bài ca\" audio=\"https://old.example/ca.mp3\"][/et_pb_audio]\
         [su_document url=\"https://old.example/a.pdf\"]",
        &["<audio", "ca.mp3", "Bài ca", "href=\"https://old.example/a.pdf\""],
        &["["],
    );
    assert_keeps(
        "[av_image attachment=\"7\" link=\"manually,https://x.example/av\"]",
        &["href=\"https://x.example/av\""],
        &[],
    );
}

#[test]
fn frames_keep_their_contents_apart() {
    assert_keeps(
        "[su_row][su_column]Một[/su_column][su_column]Hai[/su_column][/su_row]",
        &["<p>Một</p>", "<p>Hai</p>"],
        &["MộtHai"],
    );
    assert_keeps(
        "[fusion_checklist][fusion_li_item]Mục 1[/fusion_li_item][fusion_li_item]Mục 2[/fusion_li_item][/fusion_checklist]",
        &["<li>Mục 1</li>", "<li>Mục 2</li>"],
        &[],
    );
    assert_keeps(
        "một [su_highlight]hai[/su_highlight] ba [su_tooltip content=\"chú\"]bốn[/su_tooltip].",
        &["<p>một hai ba bốn (chú).</p>"],
        &[],
    );
}

#[test]
fn words_in_brackets_are_only_machinery_beside_builders() {
    assert_keeps(
        "[section][col span=\"6\"]a[/col][/section][share]\n[row]\n[col]\nb",
        &["a", "b"],
        &["[share]", "[row]", "[col]"],
    );
    assert_keeps("Câu [sic], [share] và [row] trong ngoặc.", &["[share] và [row]"], &[]);
}

#[test]
fn what_divi_fills_in_is_counted() {
    let (html, report) = convert_with("[et_pb_text]Ngày @ET-DC@eyJkeW5hbWljIjp0cnVlfQ==@ đăng[/et_pb_text]");
    assert!(html.contains("Ngày  đăng") && report.left_out("dynamic content of Divi") == 1, "{html}");
}
