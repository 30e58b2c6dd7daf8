//! Reading a rule's text, as the centre and authors do: into a tree, refusing what no
//! rule needs. Not on devices: the parser is larger than everything else here.

use cel::{
    Env, IdedExpr,
    common::ast::{CallExpr, Expr, LiteralValue, SourceInfo, operators},
};
use linli_domain::catalogue::{RuleMistake, Tree};

use crate::rule::{AREA, CompiledRule, HAS, LIST, MAX_DEPTH, PROFILE, TODAY, is_known};

/// Longest rule, in bytes.
pub const MAX_BYTES: usize = 1_000;

/// Why an expression is no rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("column {column}: {reason}")]
pub struct RuleError {
    /// What is wrong, for the catalogue's author.
    pub reason: String,
    /// In which line of the text, from 1.
    pub line: usize,
    /// Where in it, in characters from 1.
    pub column: usize,
}

impl RuleError {
    pub(crate) fn at_start(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            line: 1,
            column: 1,
        }
    }
}

impl From<RuleError> for RuleMistake {
    fn from(error: RuleError) -> Self {
        Self {
            line: error.line,
            reason: error.to_string(),
        }
    }
}

/// What the text says.
///
/// # Errors
/// Why it is no rule, with its place.
pub fn read(text: &str) -> Result<Tree, RuleError> {
    if text.trim().is_empty() {
        return Err(RuleError::at_start("a rule must not be empty"));
    }
    if text.len() > MAX_BYTES {
        return Err(RuleError::at_start("a rule has at most 1000 bytes"));
    }
    let program = Env::stdlib().compile(text).map_err(|errors| {
        let first = errors.errors.into_iter().next();
        let whole = |number: isize| usize::try_from(number).unwrap_or(1).max(1);
        let (line, column) = first
            .as_ref()
            .map_or((1, 1), |error| (whole(error.pos.0), whole(error.pos.1)));
        RuleError {
            reason: first.map_or_else(String::new, |error| error.msg),
            line,
            column,
        }
    })?;
    let reader = Reader {
        source: program.source_info(),
        text,
    };
    let tree = reader.read(program.expression(), 0)?;
    CompiledRule::of(&tree).map_err(|error| RuleError::at_start(error.to_string()))?;
    Ok(tree)
}

struct Reader<'a> {
    source: &'a SourceInfo,
    text: &'a str,
}

impl Reader<'_> {
    fn wrong(&self, at: &IdedExpr, reason: impl Into<String>) -> RuleError {
        let offset = self.source.offset_for(at.id).map_or(0, |(from, _)| from);
        let before = usize::try_from(offset).unwrap_or(0);
        let before = self.text.get(..before).unwrap_or_default();
        let last = before.rsplit('\n').next().unwrap_or_default();
        RuleError {
            reason: reason.into(),
            line: before.matches('\n').count() + 1,
            column: last.chars().count() + 1,
        }
    }

    fn read(&self, node: &IdedExpr, depth: usize) -> Result<Tree, RuleError> {
        if depth > MAX_DEPTH {
            return Err(self.wrong(node, "a rule must not be so deep"));
        }
        match &node.expr {
            Expr::Literal(LiteralValue::Boolean(truth)) => Ok(Tree::Truth(*truth.inner())),
            Expr::Literal(LiteralValue::Int(number)) => Ok(Tree::Number(*number.inner())),
            Expr::Literal(LiteralValue::String(text)) => Ok(Tree::Text(text.inner().to_owned())),
            Expr::Literal(_) => Err(self.wrong(node, "a rule has texts and whole numbers only")),
            Expr::Ident(name) => match name.as_str() {
                TODAY | AREA => Ok(Tree::of(name, [])),
                PROFILE => Err(self.wrong(node, "name a field, as `profile.age`")),
                other => Err(self.wrong(node, format!("there is nothing called `{other}`"))),
            },
            Expr::Select(select) => match &select.operand.expr {
                Expr::Ident(name) if name == PROFILE => {
                    let name = if select.test { HAS } else { PROFILE };
                    Ok(Tree::named(name, &select.field))
                }
                _ => Err(self.wrong(node, format!("nothing has a part `{}`", select.field))),
            },
            Expr::Call(call) => self.call(node, call, depth),
            Expr::List(list) => {
                let parts = list.elements.iter().map(|part| self.read(part, depth + 1));
                Ok(Tree::of(LIST, parts.collect::<Result<Vec<_>, _>>()?))
            }
            Expr::Comprehension(_) => Err(self.wrong(node, "a rule may not repeat anything")),
            Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => {
                Err(self.wrong(node, "this does not belong in a rule"))
            }
        }
    }

    fn call(&self, node: &IdedExpr, call: &CallExpr, depth: usize) -> Result<Tree, RuleError> {
        if call.func_name == operators::INDEX
            && let [of, field] = call.args.as_slice()
            && matches!(&of.expr, Expr::Ident(name) if name == PROFILE)
            && let Expr::Literal(LiteralValue::String(field)) = &field.expr
        {
            return Ok(Tree::named(PROFILE, field.inner()));
        }
        let name = match call.target {
            Some(_) => format!(".{}", call.func_name),
            None => call.func_name.clone(),
        };
        if !is_known(&name) {
            return Err(self.wrong(node, format!("a rule may not call `{}`", call.func_name)));
        }
        let target = call.target.iter().map(Box::as_ref);
        let parts = target.chain(&call.args);
        let parts = parts.map(|part| self.read(part, depth + 1));
        Ok(Tree::of(&name, parts.collect::<Result<Vec<_>, _>>()?))
    }
}
