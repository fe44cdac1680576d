//! The form of all mails: a plain text, and HTML with the styles in its elements, since many mail programs drop style
//! sheets. No pictures, so that nobody learns when it was read.

use html_escape::{encode_double_quoted_attribute, encode_text};

/// The words of a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mail {
    pub subject: String,
    /// Plain text, in which line breaks stay.
    pub paragraphs: Vec<String>,
    /// Label and address of the link that leads on.
    pub button: Option<(String, String)>,
    /// What is said in small letters below: who gets this mail and why, or until when the link works.
    pub note: String,
    /// Where a request without any question ends the subscription (RFC 8058).
    pub unsubscribe: Option<String>,
}

/// The parts of a mail that are the same in all mails of a site.
#[derive(Clone, Debug)]
pub struct Letterhead<'a> {
    pub site: &'a str,
    /// Origin of the site.
    pub address: &'a str,
    pub language: &'a str,
}

/// Writes the plain text. Links stand alone on a line, so that mail programs recognize them.
pub fn write_text(mail: &Mail, head: &Letterhead<'_>) -> String {
    let button = mail.button.iter().map(|(label, address)| format!("{label}:\n{address}"));
    let note = Some(mail.note.clone()).filter(|note| !note.is_empty());
    let end = format!("-- \n{}\n{}\n", head.site, head.address);
    let parts = mail.paragraphs.iter().cloned().chain(button).chain(note).chain([end]);
    parts.collect::<Vec<_>>().join("\n\n")
}

/// Writes the HTML.
pub fn write_html(mail: &Mail, head: &Letterhead<'_>) -> String {
    const FONT: &str = "font-family:-apple-system,'Segoe UI',Roboto,Arial,sans-serif";
    let paragraph = |text: &String| {
        let lines = text.split('\n').map(|line| encode_text(line)).collect::<Vec<_>>().join("<br>");
        format!("<p style=\"margin:0 0 16px;font-size:16px;line-height:1.55\">{lines}</p>")
    };
    let paragraphs: String = mail.paragraphs.iter().map(paragraph).collect();
    let button = mail.button.as_ref().map_or_else(String::new, |(label, address)| {
        format!(
            "<p style=\"margin:24px 0\"><a href=\"{address}\" style=\"display:inline-block;padding:12px 20px;\
             border-radius:6px;background:#1f5c3f;color:#ffffff;font-size:16px;font-weight:600;text-decoration:none\">\
             {label}</a></p><p style=\"margin:0 0 16px;font-size:13px;line-height:1.5;color:#5b655f;\
             word-break:break-all\">{shown}</p>",
            address = encode_double_quoted_attribute(address),
            label = encode_text(label),
            shown = encode_text(address),
        )
    });
    let note = match mail.note.as_str() {
        "" => String::new(),
        note => format!(
            "<p style=\"margin:24px 0 0;font-size:13px;line-height:1.5;color:#5b655f\">{}</p>",
            encode_text(note)
        ),
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\
         <title>{subject}</title></head>\
         <body style=\"margin:0;padding:0;{FONT}\"><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" \
         cellspacing=\"0\"><tr><td align=\"center\" style=\"padding:24px 16px\">\
         <table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" style=\"width:100%;max-width:560px;\
         text-align:left\"><tr><td style=\"padding:0 0 20px;font-size:18px;font-weight:700\">\
         <a href=\"{address}\" style=\"color:#1f5c3f;text-decoration:none\">{site}</a></td></tr>\
         <tr><td>{paragraphs}{button}{note}</td></tr></table></td></tr></table></body></html>\n",
        language = encode_double_quoted_attribute(head.language),
        subject = encode_text(&mail.subject),
        address = encode_double_quoted_attribute(head.address),
        site = encode_text(head.site),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_html_say_the_same_and_html_is_escaped() {
        let mail = Mail {
            subject: "Lời mời <Lan>".to_owned(),
            paragraphs: vec!["Chào Lan & Minh,\nmột dòng nữa.".to_owned()],
            button: Some(("Đặt mật khẩu".to_owned(), "https://bao.example/a?b=\"c\"&d".to_owned())),
            note: "Hết hạn sau 1 giờ.".to_owned(),
            unsubscribe: None,
        };
        let head = Letterhead { site: "Báo <Sông>", address: "https://bao.example", language: "vi" };
        let text = write_text(&mail, &head);
        assert_eq!(
            text,
            "Chào Lan & Minh,\nmột dòng nữa.\n\nĐặt mật khẩu:\nhttps://bao.example/a?b=\"c\"&d\n\nHết hạn sau 1 giờ.\n\n-- \nBáo <Sông>\nhttps://bao.example\n"
        );
        let html = write_html(&mail, &head);
        assert!(html.contains("Chào Lan &amp; Minh,<br>một dòng nữa."), "{html}");
        assert!(html.contains("href=\"https://bao.example/a?b=&quot;c&quot;&amp;d\""), "{html}");
        assert!(html.contains("Báo &lt;Sông&gt;") && html.contains("Lời mời &lt;Lan&gt;"), "{html}");
    }
}
