//! Reading a rule, and refusing what no rule needs: loops, other names, other functions.

use cel::{
    Env, IdedExpr, Program,
    common::ast::{EntryExpr, Expr, LiteralValue, SourceInfo, operators},
};
use std::collections::BTreeSet;

/// Longest rule, in bytes.
pub const MAX_BYTES: usize = 1_000;

/// The names a rule may use.
pub(crate) const PROFILE: &str = "profile";
pub(crate) const TODAY: &str = "today";
pub(crate) const AREA: &str = "area";

/// Functions a rule may call beside operators. Each takes one step per character
/// of what it is given, and none repeats anything.
const FUNCTIONS: &[&str] = &[
    "contains",
    "duration",
    "endsWith",
    "getDate",
    "getFullYear",
    "getMonth",
    "int",
    "size",
    "startsWith",
    "timestamp",
];

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

/// A rule, read and found harmless.
#[derive(Debug)]
pub struct Rule {
    pub(crate) program: Program,
    /// Profile fields that it reads.
    pub(crate) needs: BTreeSet<String>,
    /// Whether it names `today` itself, not only `age`.
    pub(crate) reads_today: bool,
}

impl Rule {
    /// The profile fields that the rule reads; `birth_date` where it reads `age`.
    pub fn needs(&self) -> impl Iterator<Item = &str> {
        self.needs.iter().map(String::as_str)
    }
}

/// Why an expression is no rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("column {column}: {reason}")]
pub struct RuleError {
    /// What is wrong, for the catalogue's author.
    pub reason: String,
    /// Where, in characters from 1.
    pub column: usize,
}

pub(crate) fn compile(env: &Env, text: &str) -> Result<Rule, RuleError> {
    let wrong = |reason: &str, column| RuleError {
        reason: reason.to_owned(),
        column,
    };
    if text.trim().is_empty() {
        return Err(wrong("a rule must not be empty", 1));
    }
    if text.len() > MAX_BYTES {
        return Err(wrong("a rule has at most 1000 bytes", 1));
    }
    let program = env.compile(text).map_err(|errors| {
        let first = errors.errors.into_iter().next();
        let column = first
            .as_ref()
            .map_or(1, |error| usize::try_from(error.pos.1).unwrap_or(1).max(1));
        let reason = first.map_or_else(String::new, |error| error.msg);
        RuleError { reason, column }
    })?;
    let mut reader = Reader {
        source: program.source_info(),
        needs: BTreeSet::new(),
        reads_today: false,
    };
    reader.read(program.expression())?;
    let Reader {
        needs, reads_today, ..
    } = reader;
    Ok(Rule {
        program,
        needs,
        reads_today,
    })
}

struct Reader<'a> {
    source: &'a SourceInfo,
    needs: BTreeSet<String>,
    reads_today: bool,
}

impl Reader<'_> {
    fn wrong(&self, at: &IdedExpr, reason: String) -> RuleError {
        let offset = self.source.offset_for(at.id).map_or(0, |(from, _)| from);
        RuleError {
            reason,
            column: usize::try_from(offset).unwrap_or(0).saturating_add(1),
        }
    }

    fn need(&mut self, field: &str) {
        let field = if field == "age" { "birth_date" } else { field };
        self.needs.insert(field.to_owned());
    }

    /// As deep as the parser allows, which is not deep.
    fn read(&mut self, node: &IdedExpr) -> Result<(), RuleError> {
        match &node.expr {
            Expr::Literal(_) => Ok(()),
            Expr::Ident(name) => match name.as_str() {
                TODAY => {
                    self.reads_today = true;
                    Ok(())
                }
                AREA => Ok(()),
                PROFILE => Err(self.wrong(node, "name a field, as `profile.age`".to_owned())),
                other => Err(self.wrong(node, format!("there is nothing called `{other}`"))),
            },
            Expr::Select(select) => match &select.operand.expr {
                // `has(profile.x)` asks whether it is known: it needs nothing.
                Expr::Ident(name) if name == PROFILE && select.test => Ok(()),
                Expr::Ident(name) if name == PROFILE => {
                    self.need(&select.field);
                    Ok(())
                }
                _ => Err(self.wrong(node, format!("nothing has a part `{}`", select.field))),
            },
            Expr::Call(call) if call.func_name == operators::INDEX => match call.args.as_slice() {
                [
                    IdedExpr {
                        expr: Expr::Ident(name),
                        ..
                    },
                    IdedExpr {
                        expr: Expr::Literal(LiteralValue::String(field)),
                        ..
                    },
                ] if name == PROFILE => {
                    self.need(field.inner());
                    Ok(())
                }
                args => args.iter().try_for_each(|arg| self.read(arg)),
            },
            Expr::Call(call) => {
                let name = call.func_name.as_str();
                if !OPERATORS.contains(&name) && !FUNCTIONS.contains(&name) {
                    return Err(self.wrong(node, format!("a rule may not call `{name}`")));
                }
                let target = call.target.iter().map(Box::as_ref);
                target
                    .chain(&call.args)
                    .try_for_each(|part| self.read(part))
            }
            Expr::List(list) => list.elements.iter().try_for_each(|part| self.read(part)),
            Expr::Map(map) => map.entries.iter().try_for_each(|entry| match &entry.expr {
                EntryExpr::MapEntry(pair) => {
                    self.read(&pair.key)?;
                    self.read(&pair.value)
                }
                EntryExpr::StructField(field) => self.read(&field.value),
            }),
            Expr::Comprehension(_) => {
                Err(self.wrong(node, "a rule may not repeat anything".to_owned()))
            }
            Expr::Struct(_) | Expr::Unspecified => {
                Err(self.wrong(node, "this does not belong in a rule".to_owned()))
            }
        }
    }
}
