//! A rule made from its tree: bounded, and of what rules may name and call only. This is
//! all that a device knows of a rule's text.

use cel::common::{
    ast::{CallExpr, Expr, IdedExpr, ListExpr, LiteralValue, SelectExpr, operators},
    types::{CelBool, CelInt, CelString},
};
use linli_domain::{
    catalogue::{self, Tree},
    profile::ProfileKey,
};
use std::collections::BTreeSet;

use crate::functions;

/// How deep a tree may be.
pub const MAX_DEPTH: usize = 24;
/// How many parts it may have.
pub const MAX_PARTS: usize = 300;

/// The names a rule may use.
pub(crate) const PROFILE: &str = "profile";
pub(crate) const TODAY: &str = "today";
pub(crate) const AREA: &str = "area";
/// Whether a field is known.
pub(crate) const HAS: &str = "has";
/// A list of its parts.
pub(crate) const LIST: &str = "list";

const OPERATORS: &[&str] = &[
    operators::CONDITIONAL,
    operators::LOGICAL_AND,
    operators::LOGICAL_OR,
    operators::LOGICAL_NOT,
    operators::SUBSTRACT,
    operators::ADD,
    operators::MULTIPLY,
    operators::DIVIDE,
    operators::MODULO,
    operators::EQUALS,
    operators::NOT_EQUALS,
    operators::GREATER_EQUALS,
    operators::LESS_EQUALS,
    operators::GREATER,
    operators::LESS,
    operators::NEGATE,
    operators::INDEX,
    operators::IN,
];

/// Whether a rule may do this; methods begin with a point.
pub(crate) fn is_known(name: &str) -> bool {
    OPERATORS.contains(&name) || functions::NAMES.contains(&name)
}

/// A rule, read and found harmless.
#[derive(Debug)]
pub struct CompiledRule {
    pub(crate) condition: IdedExpr,
    /// Profile fields that it reads.
    needs: BTreeSet<ProfileKey>,
    /// Whether it names `today` itself, not only `age`.
    pub(crate) reads_today: bool,
}

/// Why a tree is no rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TreeError {
    /// Too deep, or too many parts.
    #[error("a rule has at most {MAX_PARTS} parts, {MAX_DEPTH} deep")]
    Big,
    /// Something that this version does not know.
    #[error("a rule may not say `{0}`")]
    NotKnown(String),
    /// A list that says nothing.
    #[error("a part of the rule is not one")]
    Odd,
}

impl CompiledRule {
    /// A rule of what the centre read.
    ///
    /// # Errors
    /// Where it is not of the kind that rules are.
    pub fn of(tree: &Tree) -> Result<Self, TreeError> {
        let mut builder = Builder {
            needs: BTreeSet::new(),
            reads_today: false,
            parts: 0,
        };
        let condition = builder.build(tree, 0)?;
        Ok(Self {
            condition,
            needs: builder.needs,
            reads_today: builder.reads_today,
        })
    }

    /// The profile fields that the rule reads; the day of birth where it reads `age`.
    pub fn needs(&self) -> impl Iterator<Item = &ProfileKey> {
        self.needs.iter()
    }
}

struct Builder {
    needs: BTreeSet<ProfileKey>,
    reads_today: bool,
    parts: usize,
}

impl Builder {
    fn build(&mut self, tree: &Tree, depth: usize) -> Result<IdedExpr, TreeError> {
        self.parts += 1;
        if depth > MAX_DEPTH || self.parts > MAX_PARTS {
            return Err(TreeError::Big);
        }
        let expr = match tree {
            Tree::Truth(truth) => Expr::Literal(LiteralValue::Boolean(CelBool::from(*truth))),
            Tree::Number(number) => Expr::Literal(LiteralValue::Int(CelInt::from(*number))),
            Tree::Text(text) => Expr::Literal(LiteralValue::String(CelString::from(text.clone()))),
            Tree::Of(parts) => match parts.as_slice() {
                [Tree::Text(name), rest @ ..] => self.done(name, rest, depth)?,
                _ => return Err(TreeError::Odd),
            },
        };
        Ok(ided(expr))
    }

    /// `name` done to `parts`.
    fn done(&mut self, name: &str, parts: &[Tree], depth: usize) -> Result<Expr, TreeError> {
        match (name, parts) {
            (TODAY, []) => {
                self.reads_today = true;
                Ok(Expr::Ident(TODAY.to_owned()))
            }
            (AREA, []) => Ok(Expr::Ident(AREA.to_owned())),
            (PROFILE, [Tree::Text(field)]) => {
                self.needs.insert(catalogue::Rule::field(field));
                Ok(field_of_profile(field, false))
            }
            // Whether it is known: it needs nothing.
            (HAS, [Tree::Text(field)]) => Ok(field_of_profile(field, true)),
            (LIST, parts) => Ok(Expr::List(ListExpr::new(self.each(parts, depth)?))),
            (name, parts) if is_known(name) => {
                let mut args = self.each(parts, depth)?;
                let (name, target) = match name.strip_prefix('.') {
                    Some(_) if args.is_empty() => return Err(TreeError::Odd),
                    Some(name) => (name, Some(Box::new(args.remove(0)))),
                    None => (name, None),
                };
                Ok(Expr::Call(CallExpr {
                    func_name: name.to_owned(),
                    target,
                    args,
                }))
            }
            (name, _) => Err(TreeError::NotKnown(name.to_owned())),
        }
    }

    fn each(&mut self, parts: &[Tree], depth: usize) -> Result<Vec<IdedExpr>, TreeError> {
        let parts = parts.iter();
        parts.map(|part| self.build(part, depth + 1)).collect()
    }
}

/// Nothing in a rule refers to its parts by number.
fn ided(expr: Expr) -> IdedExpr {
    IdedExpr { id: 0, expr }
}

fn field_of_profile(field: &str, test: bool) -> Expr {
    Expr::Select(SelectExpr {
        operand: Box::new(ided(Expr::Ident(PROFILE.to_owned()))),
        field: field.to_owned(),
        test,
    })
}
