use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;
use clap::{Parser, Subcommand};

use crate::model::user::Role;

/// A publishing site in one binary: posts, pages, comments, and one database file.
///
/// Without a command, Longan serves the site.
#[derive(Debug, Parser)]
#[command(name = "longan", version, about, long_about, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The address to listen on, such as 127.0.0.1:3000 [LONGAN_ADDR]
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub addr: Option<String>,
    /// The database; created when it is not there [LONGAN_DATABASE]
    #[arg(long, global = true, value_name = "FILE")]
    pub database: Option<PathBuf>,
    /// The settings; without it, Leptos.toml in this folder if there is one
    #[arg(long, global = true, value_name = "FILE", env = "LONGAN_CONFIG")]
    pub config: Option<PathBuf>,
    /// Leaves the sample site out of a new database
    #[arg(long)]
    pub empty: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves the site until it is told to stop
    Serve {
        /// Leaves the sample site out of a new database
        #[arg(long)]
        empty: bool,
    },
    /// Takes content over from elsewhere
    Import {
        #[command(subcommand)]
        source: ImportSource,
    },
    /// Writes the whole site as Markdown, JSON and pictures into a new folder, also while it is being served
    Export { folder: PathBuf },
    /// Copies the database into a file, also while it is being served, and reads the copy back
    Backup {
        file: PathBuf,
        /// Writes over a file that is there already
        #[arg(long)]
        force: bool,
    },
    /// Puts a backup in the place of the database, and keeps the old one beside it; stop the server first
    Restore { file: PathBuf },
    /// Looks whether settings and database are sound; the exit status says
    Check,
    /// Shows and moderates comments
    Comment {
        #[command(subcommand)]
        action: CommentAction,
    },
    /// Gives out or takes away what is kept of somebody who has commented
    Person {
        #[command(subcommand)]
        action: PersonAction,
    },
    /// Manages who may log in
    User {
        #[command(subcommand)]
        action: UserAction,
    },
}

#[derive(Debug, Subcommand)]
pub enum ImportSource {
    /// A WordPress export: Tools → Export → All content
    Wordpress {
        file: PathBuf,
        /// A copy of the old site's uploads folder (wp-content/uploads): its pictures come along
        #[arg(long, value_name = "DIR")]
        media: Option<PathBuf>,
        /// Only reports what would come in
        #[arg(long)]
        dry_run: bool,
    },
    /// A folder that `longan export` has written; goes into an empty database
    Archive { folder: PathBuf },
    /// A folder of Markdown files with front matter
    Markdown {
        folder: PathBuf,
        /// Only reports what would come in
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Debug, Subcommand)]
pub enum CommentAction {
    /// Lists the comments that wait
    List,
    /// Publishes comments
    Approve {
        #[arg(required = true)]
        ids: Vec<i64>,
    },
    /// Marks comments as spam
    Spam {
        #[arg(required = true)]
        ids: Vec<i64>,
    },
    /// Takes comments away
    Trash {
        #[arg(required = true)]
        ids: Vec<i64>,
    },
}

#[derive(Debug, Subcommand)]
pub enum PersonAction {
    /// Prints all that is kept under an email address, as JSON
    Export { email: String },
    /// Takes name, email address and where they wrote from out of a person's comments
    Erase {
        email: String,
        /// Deletes the comments themselves too; answers to them stay
        #[arg(long)]
        with_comments: bool,
    },
}

/// Passwords are asked for, or read from standard input; they are never arguments.
#[derive(Debug, Subcommand)]
pub enum UserAction {
    /// Adds a user; asks for the password
    Add {
        email: String,
        /// The name that readers see
        #[arg(long)]
        name: String,
        /// What they may do
        #[arg(long, default_value = "author", value_parser = role())]
        role: Role,
    },
    /// Lists the users
    List,
    /// Gives a user another password, and logs them out everywhere
    Password {
        email: String,
        /// Also removes their passkeys and recovery codes, for those who have lost them
        #[arg(long)]
        without_passkeys: bool,
    },
    /// Gives a user another role
    Role {
        email: String,
        #[arg(value_parser = role())]
        role: Role,
    },
    /// Removes a user; their posts keep the byline
    Remove {
        email: String,
        /// Whose the posts are from now on
        #[arg(long, value_name = "EMAIL")]
        posts_to: Option<String>,
    },
}

fn role() -> impl TypedValueParser<Value = Role> {
    let names = PossibleValuesParser::new(Role::ALL.map(Role::as_str));
    names.try_map(|name| Role::parse(&name).ok_or("there is no such role"))
}
