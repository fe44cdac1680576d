//! Static SQL: SQLite prepares each statement that is a string literal in the source, on a migrated database, and so does
//! PostgreSQL if tests run on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use longan::store::sql::Connection;
use sqlx::{AssertSqlSafe, Executor, SqlSafeStr};
use syn::parse::{Parse, ParseStream};
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ExprCall, ExprLit, ItemConst, ItemMod, Lit, LitStr, Macro, Token};

use crate::routes::site::Site;

/// Finding fewer statements would mean that this test no longer recognizes them.
const AT_LEAST: usize = 150;

/// Tables that exist only where they are used.
const TEMPORARY: [&str; 3] = ["likely", "temp.", "earlier_redirects"];

/// Files with statements for one engine only.
const SQLITE_ONLY: [&str; 6] =
    ["/sqlite/", "/sequences.rs", "/indexer.rs", "/deleted.rs", "/index_backlog.rs", "/change_tracking.rs"];
const POSTGRES_ONLY: [&str; 4] = ["postgres", "/rate_limits.rs", "/ceremonies.rs", "/presence.rs"];

/// A statement in the words of each engine.
#[derive(Clone)]
struct Statement {
    sqlite: String,
    postgres: String,
}

impl Statement {
    fn both(text: String) -> Statement {
        Statement { sqlite: text.clone(), postgres: text }
    }
}

/// The content of `each!`, if both sides are literals.
impl Parse for Statement {
    fn parse(input: ParseStream<'_>) -> syn::Result<Statement> {
        let side = || {
            input.parse::<syn::Ident>()?;
            input.parse::<Token![:]>()?;
            let text = input.parse::<LitStr>()?.value();
            input.parse::<Option<Token![,]>>()?;
            Ok::<_, syn::Error>(text)
        };
        Ok(Statement { sqlite: side()?, postgres: side()? })
    }
}

/// The statements of one file, and its string constants, which may be statements.
#[derive(Default)]
struct Statements {
    constants: BTreeMap<String, String>,
    found: Vec<Result<Statement, String>>,
}

impl<'ast> Visit<'ast> for Statements {
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if !module.attrs.iter().any(is_for_tests) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_const(&mut self, constant: &'ast ItemConst) {
        if let Some(text) = text_of(&constant.expr) {
            self.constants.insert(constant.ident.to_string(), text);
        }
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        let function = match &*call.func {
            Expr::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
            _ => None,
        };
        let is_query = ["query", "query_as", "query_scalar"].contains(&function.unwrap_or_default().as_str());
        match call.args.first() {
            Some(Expr::Path(path)) if is_query => {
                let name = path.path.segments.last().unwrap().ident.to_string();
                self.found.push(Err(name));
            }
            Some(argument) if is_query => self.found.extend(text_of(argument).map(Statement::both).map(Ok)),
            _ => {}
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        if called.path.is_ident("each")
            && let Ok(statement) = syn::parse2::<Statement>(called.tokens.clone())
        {
            self.found.push(Ok(statement));
        }
    }
}

fn is_for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test"))
}

fn text_of(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// The source files of a folder, without tests.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let code = entries.filter(|path| !["tests", "testing"].contains(&path.file_stem().unwrap().to_str().unwrap()));
    code.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

fn statements(path: &Path) -> Vec<Statement> {
    let mut statements = Statements::default();
    statements.visit_file(&syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap());
    let Statements { constants, found } = statements;
    let known = |name: String| constants.get(&name).cloned().map(Statement::both);
    found.into_iter().filter_map(|found| found.map_or_else(known, Some)).collect()
}

/// Prepares a statement. Parts of statements, and several in one string, are left out.
async fn prepare(connection: &mut Connection, statement: Statement) -> Result<(), String> {
    let told = |sql: &str, error: sqlx::Error| format!("{error}\n  {sql}");
    let verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"];
    let is_whole = |sql: &str| {
        verbs.iter().any(|verb| sql.trim_start().starts_with(verb))
            && !TEMPORARY.iter().any(|table| sql.contains(table))
    };
    if let Some(postgres) = connection.postgres() {
        let sql = statement.postgres;
        if !is_whole(&sql) {
            return Ok(());
        }
        // The program sends a type with each parameter.
        const UNTYPED: [&str; 3] = ["42P08", "42P18", "42883"];
        return match postgres.prepare(AssertSqlSafe(sql.clone()).into_sql_str()).await {
            Err(sqlx::Error::Database(error)) if error.code().is_some_and(|code| UNTYPED.contains(&&*code)) => Ok(()),
            prepared => prepared.map(drop).map_err(|error| told(&sql, error)),
        };
    }
    let sql = statement.sqlite;
    if !is_whole(&sql) {
        return Ok(());
    }
    let sqlite = connection.sqlite().unwrap();
    sqlite.prepare(AssertSqlSafe(sql.clone()).into_sql_str()).await.map(drop).map_err(|error| told(&sql, error))
}

#[tokio::test]
async fn statements_fit_the_schema() {
    let site = Site::sample().await;
    let others = if site.state.store.is_shared() { &SQLITE_ONLY[..] } else { &POSTGRES_ONLY[..] };
    let (mut count, mut faults) = (0, Vec::new());
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let name = path.to_str().unwrap();
        if others.iter().any(|other| name.contains(other)) {
            continue;
        }
        for statement in statements(&path) {
            count += 1;
            // Each on its own: PostgreSQL ends a transaction at an error.
            let mut reading = site.state.store.read().await.unwrap();
            if let Err(fault) = prepare(&mut reading, statement).await {
                faults.push(format!("{name}: {fault}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(count >= AT_LEAST, "{count} statements were found");
}
