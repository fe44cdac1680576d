//! Columns that hold one of a few words, and the enums that they are read into. The database checks the words: another one
//! is a fault of the file, and an error.

use sqlx::error::BoxDynError;
use sqlx::sqlite::{SqliteTypeInfo, SqliteValueRef};
use sqlx::{Decode, Sqlite, Type};

use crate::model::admin::block_rule::BlockRuleKind;
use crate::model::admin::comment::{ModerationStatus, SpamLabel};
use crate::model::admin::post::{BodyFormat, CommentPolicy, PostKind, PostStatus, RevisionOrigin};
use crate::model::term::TermKind;
use crate::model::user::Role;

/// A text that is none of the words of its column.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is not known to this program")]
struct UnknownWord(String);

/// Gives enums the words by which the database knows them.
macro_rules! words {
    ($($name:ident { $($value:ident = $word:literal),* })*) => {$(
        impl $name {
            /// How the database writes it.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$value => $word),* }
            }

            /// Reads what [`Self::as_str`] writes.
            pub fn parse(text: &str) -> Option<$name> {
                match text {
                    $($word => Some($name::$value),)*
                    _ => None,
                }
            }
        }
    )*};
}

words! {
    PostKind { Post = "post", Page = "page" }
    PostStatus {
        Draft = "draft",
        Scheduled = "scheduled",
        Published = "published",
        Private = "private",
        Protected = "protected",
        Trash = "trash"
    }
    BodyFormat { Markdown = "markdown", Html = "html" }
    CommentPolicy { Open = "open", Closed = "closed" }
    RevisionOrigin { Save = "save", Autosave = "autosave" }
}

/// Lets rows have fields of these enums.
macro_rules! read_from_columns {
    ($($name:ident)*) => {$(
        impl Type<Sqlite> for $name {
            fn type_info() -> SqliteTypeInfo {
                <str as Type<Sqlite>>::type_info()
            }

            fn compatible(found: &SqliteTypeInfo) -> bool {
                <str as Type<Sqlite>>::compatible(found)
            }
        }

        impl<'r> Decode<'r, Sqlite> for $name {
            fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
                let text = <&str as Decode<Sqlite>>::decode(value)?;
                Ok($name::parse(text).ok_or_else(|| UnknownWord(text.to_owned()))?)
            }
        }
    )*};
}

read_from_columns! {
    BlockRuleKind BodyFormat CommentPolicy ModerationStatus PostKind PostStatus RevisionOrigin Role SpamLabel TermKind
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn a_word_is_read_and_another_one_is_an_error() {
        let (store, _folder) = testing::open().await;
        let mut reading = store.read().await.unwrap();
        let mut read = async |word: Option<&'static str>| -> sqlx::Result<Option<PostStatus>> {
            sqlx::query_scalar("SELECT $1").bind(word).fetch_one(&mut *reading).await
        };
        for status in PostStatus::ALL {
            assert_eq!(read(Some(status.as_str())).await.unwrap(), Some(status));
        }
        assert_eq!(read(None).await.unwrap(), None);
        assert!(read(Some("Draft")).await.unwrap_err().to_string().contains("Draft"));
    }
}
