use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree};

/// The path of a module, without the leading `crate`.
pub type ModulePath = Vec<String>;

/// An import: module `from` refers to module `to`.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Import {
    pub from: ModulePath,
    pub to: ModulePath,
}

/// The modules of a crate, one per file, and the imports between them. Test code is left out.
pub struct Tree {
    pub modules: BTreeSet<ModulePath>,
    pub imports: Vec<Import>,
}

impl Tree {
    pub fn read(source: &Path) -> Tree {
        let mut files = Vec::new();
        collect(source, &mut Vec::new(), &mut files);
        let modules: BTreeSet<ModulePath> = files.iter().map(|(path, _)| path.clone()).collect();
        let mut imports = BTreeSet::new();
        for (from, text) in &files {
            let mut reader = Reader { module: from, modules: &modules, found: BTreeSet::new() };
            reader.visit_file(&syn::parse_file(text).unwrap());
            let found = reader.found.into_iter().filter(|to| to != from);
            imports.extend(found.map(|to| Import { from: from.clone(), to }));
        }
        Tree { modules, imports: imports.into_iter().collect() }
    }
}

/// Collects every file below a folder, with the path of its module.
fn collect(folder: &Path, prefix: &mut ModulePath, files: &mut Vec<(ModulePath, String)>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let is_test = ["tests", "testing"].contains(&name.as_str());
        if path.is_dir() && !is_test {
            prefix.push(name);
            collect(&path, prefix, files);
            prefix.pop();
        } else if path.extension().is_some_and(|extension| extension == "rs") && !is_test {
            let mut module = prefix.clone();
            if !["lib", "main", "mod"].contains(&name.as_str()) {
                module.push(name);
            }
            files.push((module, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Finds the paths in a file that begin with `crate`, `super` or `self`.
struct Reader<'a> {
    module: &'a [String],
    modules: &'a BTreeSet<ModulePath>,
    found: BTreeSet<ModulePath>,
}

impl Reader<'_> {
    /// Records the module that a path refers to: the longest prefix of the path that names a module.
    fn note(&mut self, path: &[String]) {
        let Some((first, rest)) = path.split_first() else { return };
        let mut target = match first.as_str() {
            "crate" => Vec::new(),
            "self" => self.module.to_vec(),
            "super" => self.module[..self.module.len().saturating_sub(1)].to_vec(),
            // A child module, named without `self`.
            child => match self.modules.contains(&[self.module, &[child.to_owned()]].concat()) {
                true => [self.module, &[child.to_owned()]].concat(),
                false => return,
            },
        };
        for part in rest {
            match part.as_str() {
                "super" => drop(target.pop()),
                part if self.modules.contains(&[target.as_slice(), &[part.to_owned()]].concat()) => {
                    target.push(part.to_owned());
                }
                _ => break,
            }
        }
        self.found.insert(target);
    }

    fn note_use(&mut self, tree: &UseTree, prefix: &mut Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.note_use(&path.tree, prefix);
                prefix.pop();
            }
            UseTree::Name(name) => self.note_leaf(name.ident.to_string(), prefix),
            UseTree::Rename(name) => self.note_leaf(name.ident.to_string(), prefix),
            UseTree::Glob(_) => self.note(prefix),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.note_use(tree, prefix)),
        }
    }

    fn note_leaf(&mut self, name: String, prefix: &mut Vec<String>) {
        if name != "self" {
            prefix.push(name);
            self.note(prefix);
            prefix.pop();
        } else {
            self.note(prefix);
        }
    }

    /// Records paths within macros, such as `view!`.
    fn note_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        for token in tokens {
            match token {
                TokenTree::Ident(name) => path.push(name.to_string()),
                TokenTree::Punct(mark) if mark.as_char() == ':' => continue,
                TokenTree::Group(group) => {
                    self.note_tokens(group.stream());
                    self.note_path(&mut path);
                }
                _ => self.note_path(&mut path),
            }
        }
        self.note_path(&mut path);
    }

    fn note_path(&mut self, path: &mut Vec<String>) {
        if let Some(start) = path.iter().position(|part| part == "crate" || part == "super") {
            self.note(&path[start..]);
        }
        path.clear();
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test"))
    })
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = match item {
            Item::Mod(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !is_test(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.note_use(&item.tree, &mut Vec::new());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if parts.len() > 1 && ["crate", "super", "self"].contains(&parts[0].as_str()) {
            self.note(&parts);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, invocation: &'ast syn::Macro) {
        self.note_tokens(invocation.tokens.clone());
    }
}
