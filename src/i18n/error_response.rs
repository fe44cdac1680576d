use crate::model::language::Language;

/// Texts of error responses: what is wrong with a request, and what the user can do.
pub struct ErrorResponseTexts {
    pub too_many: &'static str,
    pub too_many_text: fn(u64) -> String,
    pub busy: &'static str,
    pub busy_text: &'static str,
    pub too_slow: &'static str,
    pub too_slow_text: &'static str,
    pub address_too_long: &'static str,
    pub address_too_long_text: &'static str,
    pub bad_host: &'static str,
    pub bad_host_text: &'static str,
    pub headers_too_long: &'static str,
    pub headers_too_long_text: &'static str,
    pub body_too_long: &'static str,
    pub body_too_long_text: fn(u64) -> String,
    pub encoded: &'static str,
    pub encoded_text: &'static str,
    pub unavailable: &'static str,
    pub unavailable_text: &'static str,
    pub storage_unavailable_text: &'static str,
    pub broken: &'static str,
    pub broken_text: &'static str,
    /// Above a button that submits the form data again.
    pub kept: &'static str,
    pub send_again: &'static str,
}

/// Returns the texts of a language.
pub fn error_response_texts(language: Language) -> &'static ErrorResponseTexts {
    match language {
        Language::Vi => &VI,
        Language::En => &EN,
    }
}

const VI: ErrorResponseTexts = ErrorResponseTexts {
    too_many: "Quá nhiều yêu cầu",
    too_many_text: |seconds| format!("Từ địa chỉ của bạn có quá nhiều yêu cầu. Xin thử lại sau {seconds} giây."),
    busy: "Máy chủ đang bận",
    busy_text: "Lúc này có quá nhiều người cùng truy cập. Xin thử lại sau ít giây.",
    too_slow: "Hết thời gian chờ",
    too_slow_text: "Dữ liệu gửi đến quá chậm nên máy chủ đã ngừng chờ. Xin gửi lại khi đường truyền tốt hơn.",
    address_too_long: "Địa chỉ quá dài",
    address_too_long_text: "Địa chỉ này dài hơn mức máy chủ nhận.",
    bad_host: "Yêu cầu không hợp lệ",
    bad_host_text: "Tên máy chủ trong yêu cầu (Host) không đọc được.",
    headers_too_long: "Yêu cầu quá dài",
    headers_too_long_text: "Phần đầu của yêu cầu dài hơn mức máy chủ nhận. Xóa cookie của trang này có thể giúp được.",
    body_too_long: "Nội dung quá dài",
    body_too_long_text: |kilobytes| format!("Nội dung gửi lên dài hơn {kilobytes} KB."),
    encoded: "Không nhận nội dung nén",
    encoded_text: "Nội dung gửi lên phải ở dạng không nén.",
    unavailable: "Tạm thời chưa phục vụ được",
    unavailable_text: "Cơ sở dữ liệu đang bận hoặc gặp sự cố. Xin thử lại sau ít giây.",
    storage_unavailable_text: "Nơi lưu ảnh và tệp đang bận hoặc gặp sự cố. Xin thử lại sau ít giây.",
    broken: "Máy chủ gặp lỗi",
    broken_text: "Lỗi đã được ghi lại. Xin thử lại sau ít phút.",
    kept: "Những gì bạn đã viết vẫn còn đây.",
    send_again: "Gửi lại",
};

const EN: ErrorResponseTexts = ErrorResponseTexts {
    too_many: "Too many requests",
    too_many_text: |seconds| match seconds {
        1 => "Too many requests come from your address. Please try again in 1 second.".to_owned(),
        _ => format!("Too many requests come from your address. Please try again in {seconds} seconds."),
    },
    busy: "The server is busy",
    busy_text: "More people are asking than can be answered at once. Please try again in a few seconds.",
    too_slow: "Waited too long",
    too_slow_text: "The data came so slowly that the server stopped waiting. Please send it again over a better connection.",
    address_too_long: "The address is too long",
    address_too_long_text: "This address is longer than the server takes.",
    bad_host: "Not a valid request",
    bad_host_text: "The name of the server in the request (Host) cannot be read.",
    headers_too_long: "The request is too long",
    headers_too_long_text: "The head of the request is longer than the server takes. Deleting this site's cookies may help.",
    body_too_long: "Too much was sent",
    body_too_long_text: |kilobytes| format!("What was sent is longer than {kilobytes} KB."),
    encoded: "Compressed content is not taken",
    encoded_text: "What is sent must not be compressed.",
    unavailable: "Not available just now",
    unavailable_text: "The site's database is busy or out of order. Please try again in a few seconds.",
    storage_unavailable_text: "The place where pictures and files are stored is busy or out of order. Please try again in a few seconds.",
    broken: "Something broke on the server",
    broken_text: "The error has been noted. Please try again in a few minutes.",
    kept: "What you have written is still here.",
    send_again: "Send again",
};
