use crate::model::admin::snippet::{HostError, SnippetError};
use crate::model::snippet::SnippetPlace;

/// Texts of the page of code snippets.
pub struct SnippetTexts {
    pub title: &'static str,
    pub subtitle: &'static str,
    pub warning: &'static str,
    pub add: &'static str,
    pub empty: &'static str,
    pub list: &'static str,
    pub new_title: &'static str,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub on: &'static str,
    pub is_on: &'static str,
    pub is_off: &'static str,
    pub place: &'static str,
    pub place_name: fn(SnippetPlace) -> &'static str,
    pub consent: &'static str,
    pub consent_hint: &'static str,
    pub asks: &'static str,
    pub asks_not: &'static str,
    pub source: &'static str,
    pub source_hint: &'static str,
    pub hosts: &'static str,
    pub script_hosts: &'static str,
    pub script_hosts_hint: &'static str,
    pub connect_hosts: &'static str,
    pub connect_hosts_hint: &'static str,
    pub frame_hosts: &'static str,
    pub frame_hosts_hint: &'static str,
    pub remove_title: &'static str,
    pub remove_text: fn(&str) -> String,
    pub saved: &'static str,

    pub name_missing: &'static str,
    pub too_long: fn(usize) -> String,
    pub pages_missing: &'static str,
    pub source_wrong: fn(&SnippetError) -> String,
    pub host_wrong: fn(&str, HostError) -> String,
    pub too_many_hosts: fn(usize) -> String,
    pub too_many: fn(usize) -> String,
}

/// The Vietnamese texts.
pub const VI: SnippetTexts = SnippetTexts {
    title: "Mã chèn",
    subtitle: "Mã của dịch vụ khác trên trang đọc: thống kê, chat, quảng cáo của Google…",
    warning: "Mã chèn chạy trong trình duyệt của mọi độc giả và có thể đọc những gì họ gõ. Chỉ dán mã của nơi bạn tin. \
              Mã không chạy trong trang quản trị, trang đăng nhập và bản xem trước.",
    add: "Thêm mã",
    empty: "Không có mã nào. Trang đọc chỉ chạy mã của chính nó.",
    list: "Các mã",
    new_title: "Mã mới",
    name: "Tên",
    name_hint: "Chỉ hiện trong trang quản trị, chẳng hạn “Google Analytics”.",
    on: "Đang bật",
    is_on: "Đang bật",
    is_off: "Đang tắt",
    place: "Chỗ chèn",
    place_name: |place| match place {
        SnippetPlace::Head => "Đầu trang (trong <head>)",
        SnippetPlace::Body => "Cuối trang (trước </body>)",
    },
    consent: "Hỏi độc giả trước khi chạy",
    consent_hint: "Một dòng hỏi ở cuối màn hình. Ai từ chối thì mã không được tải. Có thể đổi ý bằng liên kết ở chân trang.",
    asks: "Hỏi trước khi chạy",
    asks_not: "Chạy ngay",
    source: "Mã",
    source_hint: "Dán nguyên mã mà dịch vụ đưa cho, cả thẻ <script>.",
    hosts: "Máy chủ mà mã được dùng",
    script_hosts: "Tải mã từ",
    script_hosts_hint: "Ngoài máy chủ có sẵn trong thẻ <script src>. Mỗi dòng một máy chủ: www.google-analytics.com, \
                        *.example.com.",
    connect_hosts: "Gửi dữ liệu đến",
    connect_hosts_hint: "Nếu thiếu, trình duyệt chặn việc gửi và ghi lỗi connect-src.",
    frame_hosts: "Mở khung từ",
    frame_hosts_hint: "Cho quảng cáo hay cửa sổ chat trong khung (iframe). Ảnh thì từ đâu cũng được.",
    remove_title: "Xóa mã chèn",
    remove_text: |name| format!("Xóa “{name}”? Trang mở sau đó không chạy mã này nữa."),
    saved: "Đã lưu. Trang mở từ bây giờ dùng mã này.",

    name_missing: "Hãy đặt tên để dễ nhận ra.",
    too_long: |most| format!("Dài quá {most} ký tự."),
    pages_missing: "Hãy chọn ít nhất một loại trang.",
    source_wrong: |error| match error {
        SnippetError::Empty => "Chưa có mã nào.".to_owned(),
        SnippetError::LooseText => {
            "Có chữ nằm ngoài thẻ. Mã phải nằm trong <script>…</script>, và trong mã không được có </script>."
                .to_owned()
        }
        SnippetError::Element(name) => {
            format!("Không dùng được thẻ <{name}> ở đây. Chỉ có <script>, <noscript>, và <div>, <ins> để trống.")
        }
        SnippetError::EventHandler(name) => format!("Thuộc tính {name} là mã không chạy được. Hãy bỏ nó đi."),
        SnippetError::ScriptAddress(address) => {
            format!("Địa chỉ của mã phải bắt đầu bằng https://, không phải {address}.")
        }
        SnippetError::NestedScript => {
            "Trong mã có <!-- hay <script, có thể làm hỏng phần còn lại của trang. Hãy viết lại chỗ ấy.".to_owned()
        }
    },
    host_wrong: |host, error| match error {
        HostError::TooWide => format!("“{host}” cho phép quá nhiều máy chủ. Hãy ghi tên từng máy chủ."),
        HostError::NotSecure => format!("“{host}”: chỉ cho phép https."),
        HostError::Unknown => {
            format!("“{host}” không phải tên máy chủ. Hãy ghi như www.example.com, không có đường dẫn.")
        }
    },
    too_many_hosts: |most| format!("Nhiều quá {most} máy chủ."),
    too_many: |most| format!("Đã có {most} mã. Hãy xóa bớt."),
};

/// The English texts.
pub const EN: SnippetTexts = SnippetTexts {
    title: "Code snippets",
    subtitle: "Code of other services on readers' pages: statistics, chat, Google's ads.",
    warning: "Snippets run in the browsers of all readers and can read what they type. Only paste code from those you trust. \
              It does not run in the admin, on login pages and in previews.",
    add: "Add code",
    empty: "There is no code. Readers' pages only run their own.",
    list: "Snippets",
    new_title: "New snippet",
    name: "Name",
    name_hint: "Only shown in the admin, such as “Google Analytics”.",
    on: "On",
    is_on: "On",
    is_off: "Off",
    place: "Where it goes",
    place_name: |place| match place {
        SnippetPlace::Head => "Beginning of the page (in <head>)",
        SnippetPlace::Body => "End of the page (before </body>)",
    },
    consent: "Ask readers before it runs",
    consent_hint: "A question at the end of the screen. If somebody declines, the code is not loaded. A link in the footer \
                   changes the choice.",
    asks: "Asks first",
    asks_not: "Runs at once",
    source: "Code",
    source_hint: "Paste what the service gives you, with its <script> tags.",
    hosts: "Hosts that the code may use",
    script_hosts: "Scripts from",
    script_hosts_hint: "Besides the hosts in <script src>. One per line: www.google-analytics.com, *.example.com.",
    connect_hosts: "Data to",
    connect_hosts_hint: "If one is missing, browsers block the request and log an error of connect-src.",
    frame_hosts: "Frames from",
    frame_hosts_hint: "For ads or chat windows in a frame. Pictures may come from anywhere.",
    remove_title: "Delete the snippet",
    remove_text: |name| format!("Delete “{name}”? Pages that are opened afterwards do not run it."),
    saved: "Saved. Pages that are opened from now on use it.",

    name_missing: "Enter a name, so that you recognize it.",
    too_long: |most| format!("Longer than {most} characters."),
    pages_missing: "Choose at least one kind of page.",
    source_wrong: |error| match error {
        SnippetError::Empty => "There is no code.".to_owned(),
        SnippetError::LooseText => {
            "There is text outside of tags. Code is within <script>…</script>, and must not contain </script>."
                .to_owned()
        }
        SnippetError::Element(name) => {
            format!("<{name}> cannot be used here, only <script>, <noscript>, and empty <div> and <ins>.")
        }
        SnippetError::EventHandler(name) => format!("The attribute {name} is code that does not run. Remove it."),
        SnippetError::ScriptAddress(address) => {
            format!("The address of a script begins with https://, unlike {address}.")
        }
        SnippetError::NestedScript => {
            "The code contains <!-- or <script, which can break the rest of the page. Write that differently."
                .to_owned()
        }
    },
    host_wrong: |host, error| match error {
        HostError::TooWide => format!("“{host}” allows too many hosts. Name each host."),
        HostError::NotSecure => format!("“{host}”: only https is allowed."),
        HostError::Unknown => {
            format!("“{host}” is not the name of a host. Write it like www.example.com, without a path.")
        }
    },
    too_many_hosts: |most| format!("More than {most} hosts."),
    too_many: |most| format!("There are {most} snippets already. Delete some."),
};
