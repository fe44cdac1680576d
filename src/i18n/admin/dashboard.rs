use crate::i18n::number::count_of;
use crate::model::admin::dashboard::PartOfDay;

/// Texts of the dashboard.
pub struct DashboardTexts {
    pub title: &'static str,
    /// The part of the day and the user's full name.
    pub greeting: fn(PartOfDay, &str) -> String,
    pub write: &'static str,
    pub waits: &'static str,
    pub waiting: fn(i64) -> &'static str,
    /// How long ago the oldest one was submitted.
    pub oldest: fn(&str) -> String,
    pub spam: fn(i64) -> &'static str,
    pub scheduled: fn(i64) -> &'static str,
    /// The time of the next one.
    pub next: fn(&str) -> String,
    pub drafts: fn(i64) -> &'static str,
    /// How long ago the last change was.
    pub changed: fn(&str) -> String,
    pub nothing: &'static str,
    pub latest_comments: &'static str,
    pub all_comments: &'static str,
    pub no_comments: &'static str,
    pub about: &'static str,
    pub state_waiting: &'static str,
    pub state_published: &'static str,
    pub state_spam: &'static str,
    pub activity: &'static str,
    /// Number of posts, number of comments, and the largest number of comments on one day with that day.
    pub activity_summary: fn(i64, i64, i64, &str) -> String,
    pub last_days: fn(usize) -> String,
    pub comment_count: fn(i64) -> String,
    pub post_count: fn(i64) -> String,
    pub as_table: &'static str,
    pub day: &'static str,
    pub posts: &'static str,
    pub comments: &'static str,
    pub coming: &'static str,
    pub nothing_coming: &'static str,
    pub state: &'static str,
    pub data: &'static str,
    pub media: &'static str,
    pub last_backup: &'static str,
    pub never: &'static str,
    pub certificate: &'static str,
    /// Days until it expires; none or fewer: it has expired.
    pub expires: fn(i64) -> String,
    pub engine: &'static str,
    pub version: &'static str,
    pub back_up: &'static str,
}

/// The Vietnamese texts.
pub const VI: DashboardTexts = DashboardTexts {
    title: "Tổng quan",
    greeting: |time, name| {
        let time = match time {
            PartOfDay::Morning => "sáng",
            PartOfDay::Noon => "trưa",
            PartOfDay::Afternoon => "chiều",
            PartOfDay::Evening => "tối",
        };
        // In Vietnamese, the given name comes last.
        format!("Chào buổi {time}, {}", name.split_whitespace().last().unwrap_or(name))
    },
    write: "Viết bài",
    waits: "Đang chờ bạn",
    waiting: |_| "bình luận chờ duyệt",
    oldest: |ago| format!("cũ nhất: {ago}"),
    spam: |_| "nghi là spam",
    scheduled: |_| "bài đã hẹn giờ",
    next: |time| format!("gần nhất {time}"),
    drafts: |_| "bản nháp của bạn",
    changed: |ago| format!("sửa gần nhất {ago}"),
    nothing: "không có gì",
    latest_comments: "Bình luận mới nhất",
    all_comments: "Xem tất cả",
    no_comments: "Chưa có bình luận nào.",
    about: "về",
    state_waiting: "Chờ duyệt",
    state_published: "Đã duyệt",
    state_spam: "Spam",
    activity: "Bài và bình luận",
    activity_summary: |posts, comments, most, day| match most {
        0 => format!("30 ngày qua: {posts} bài đăng, {comments} bình luận"),
        most => {
            format!("30 ngày qua: {posts} bài đăng, {comments} bình luận; nhiều nhất {most} bình luận ngày {day}")
        }
    },
    last_days: |days| format!("{days} ngày qua"),
    comment_count: |count| format!("{count} bình luận"),
    post_count: |count| format!("{count} bài đăng"),
    as_table: "Xem bảng số liệu",
    day: "Ngày",
    posts: "Bài đăng",
    comments: "Bình luận",
    coming: "Sắp đăng",
    nothing_coming: "Chưa có bài nào hẹn giờ.",
    state: "Tình trạng",
    data: "Dữ liệu",
    media: "Trong đó ảnh",
    last_backup: "Sao lưu gần nhất",
    never: "chưa lần nào",
    certificate: "Chứng chỉ HTTPS",
    expires: |days| match days {
        1.. => format!("chưa gia hạn được, còn {days} ngày; xem nhật ký máy chủ"),
        _ => "đã hết hạn; xem nhật ký máy chủ".to_owned(),
    },
    engine: "Cơ sở dữ liệu",
    version: "Phiên bản",
    back_up: "Sao lưu",
};

/// The English texts.
pub const EN: DashboardTexts = DashboardTexts {
    title: "Overview",
    greeting: |time, name| {
        let time = match time {
            PartOfDay::Morning => "Good morning",
            PartOfDay::Noon | PartOfDay::Afternoon => "Good afternoon",
            PartOfDay::Evening => "Good evening",
        };
        // The full name, since it does not tell which part is the given name.
        format!("{time}, {name}")
    },
    write: "Write a post",
    waits: "Waiting for you",
    waiting: |count| if count == 1 { "comment waits" } else { "comments wait" },
    oldest: |ago| format!("the oldest came {ago}"),
    spam: |count| if count == 1 { "looks like spam" } else { "look like spam" },
    scheduled: |count| if count == 1 { "scheduled post" } else { "scheduled posts" },
    next: |time| format!("next at {time}"),
    drafts: |count| if count == 1 { "draft of yours" } else { "drafts of yours" },
    changed: |ago| format!("last changed {ago}"),
    nothing: "nothing",
    latest_comments: "Latest comments",
    all_comments: "See all",
    no_comments: "There are no comments yet.",
    about: "on",
    state_waiting: "Waiting",
    state_published: "Published",
    state_spam: "Spam",
    activity: "Posts and comments",
    activity_summary: |posts, comments, most, day| {
        let (posts, comments) = (count_of(posts, "post", "posts"), count_of(comments, "comment", "comments"));
        match most {
            0 => format!("The last 30 days: {posts}, {comments}"),
            most => {
                let most = count_of(most, "comment", "comments");
                format!("The last 30 days: {posts}, {comments}; at most {most}, on {day}")
            }
        }
    },
    last_days: |days| format!("The last {days} days"),
    comment_count: |count| count_of(count, "comment", "comments"),
    post_count: |count| count_of(count, "post", "posts"),
    as_table: "See the numbers",
    day: "Day",
    posts: "Posts",
    comments: "Comments",
    coming: "Coming up",
    nothing_coming: "No post is scheduled.",
    state: "The site",
    data: "Data",
    media: "Of that, pictures",
    last_backup: "Last backup",
    never: "never",
    certificate: "HTTPS certificate",
    expires: |days| match days {
        1.. => format!("could not be renewed, {} left; see the server’s log", count_of(days, "day", "days")),
        _ => "has expired; see the server’s log".to_owned(),
    },
    engine: "Database",
    version: "Version",
    back_up: "Back up",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greeting_uses_the_name() {
        let (time, name) = (PartOfDay::Morning, "Phan Mỹ Duyên");
        assert_eq!((VI.greeting)(time, name), "Chào buổi sáng, Duyên");
        assert_eq!((EN.greeting)(time, name), "Good morning, Phan Mỹ Duyên");
    }
}
