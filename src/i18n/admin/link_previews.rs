use crate::model::admin::link_target::UnreadReason;

/// Texts about pages of other sites that are read for link cards.
pub struct LinkPreviewTexts {
    pub setting: &'static str,
    pub setting_hint: &'static str,
    pub off: &'static str,
    pub on: &'static str,
    pub unread: fn(UnreadReason) -> String,
}

/// The Vietnamese texts.
pub const VI: LinkPreviewTexts = LinkPreviewTexts {
    setting: "Đọc trang được dẫn liên kết",
    setting_hint: "Khi được bật và có người dán liên kết, máy chủ mở trang ấy để điền thẻ liên kết và mở link rút gọn. \
                   Trang ấy sẽ biết địa chỉ của máy chủ này, có thể trước cả khi bài lên trang. Độc giả không liên quan.",
    off: "Không đọc, điền thẻ bằng tay",
    on: "Đọc khi người viết dán liên kết",
    unread: |reason| match reason {
        UnreadReason::NotAllowed => {
            "Trang này chưa bật việc đọc trang khác (Cài đặt → Viết bài), nên hãy điền thẻ bằng tay.".to_owned()
        }
        UnreadReason::ShortNotAllowed => {
            "Đây là link rút gọn. Trang này chưa bật việc mở link như vậy (Cài đặt → Viết \
                                          bài), nên nó là liên kết thường. Dán địa chỉ đầy đủ thì nhúng được."
                .to_owned()
        }
        UnreadReason::NotPublic => "Địa chỉ này không ở trên mạng công cộng nên không đọc được.".to_owned(),
        UnreadReason::Unreachable => "Không mở được trang ấy. Hãy xem lại địa chỉ.".to_owned(),
        UnreadReason::TooSlow => "Trang ấy trả lời quá chậm.".to_owned(),
        UnreadReason::Refused(404 | 410) => "Trang ấy không còn.".to_owned(),
        UnreadReason::Refused(status) => format!("Trang ấy không cho đọc (mã {status})."),
        UnreadReason::NotAPage => "Địa chỉ này không phải một trang web có thể giới thiệu.".to_owned(),
        UnreadReason::Untitled => "Trang ấy không có tiêu đề.".to_owned(),
        UnreadReason::TooMany => "Bạn vừa dán nhiều liên kết. Hãy thử lại sau ít giây.".to_owned(),
    },
};

/// The English texts.
pub const EN: LinkPreviewTexts = LinkPreviewTexts {
    setting: "Read linked pages",
    setting_hint: "If this is on and somebody pastes a link, the server opens that page to fill in the link card and to \
                   follow short links. The other site then learns the address of this server, perhaps before the \
                   article is published. Readers are not involved.",
    off: "No; cards are filled in by hand",
    on: "When an author pastes a link",
    unread: |reason| match reason {
        UnreadReason::NotAllowed => {
            "This site does not read other pages (Settings → Writing), so fill in the card by hand.".to_owned()
        }
        UnreadReason::ShortNotAllowed => {
            "This is a short link. This site does not follow them (Settings → Writing), so \
                                          it is a plain link. The full address can be embedded."
                .to_owned()
        }
        UnreadReason::NotPublic => "This address is not on the public web, so it cannot be read.".to_owned(),
        UnreadReason::Unreachable => "That page cannot be opened. Check the address.".to_owned(),
        UnreadReason::TooSlow => "That page takes too long to answer.".to_owned(),
        UnreadReason::Refused(404 | 410) => "That page does not exist any more.".to_owned(),
        UnreadReason::Refused(status) => format!("That site refuses to be read (status {status})."),
        UnreadReason::NotAPage => "This address is not a page that can be introduced.".to_owned(),
        UnreadReason::Untitled => "That page has no title.".to_owned(),
        UnreadReason::TooMany => "You have pasted many links. Try again in a few seconds.".to_owned(),
    },
};
