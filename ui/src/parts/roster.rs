//! A table for the desk; on a narrow or strongly magnified screen each row becomes a card.
//!
//! Access: a real `<table>` with a caption and column headings; the first cell
//! of a row is its heading.

use super::Example;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq)]
pub struct Column(pub AttrValue);

/// A row: one cell per column.
#[derive(Clone, Debug, PartialEq)]
pub struct RosterRow {
    /// Stands for the row while the table changes.
    pub key: AttrValue,
    pub cells: Vec<Html>,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct RosterProps {
    /// What the table shows.
    pub caption: AttrValue,
    pub columns: Vec<Column>,
    pub rows: Vec<RosterRow>,
}

#[component]
pub fn Roster(props: &RosterProps) -> Html {
    let rows = props.rows.iter().map(|row| {
        let cells =
            props
                .columns
                .iter()
                .zip(&row.cells)
                .enumerate()
                .map(|(index, (column, cell))| {
                    let label = &column.0;
                    if index == 0 {
                        html! { <th scope="row" role="rowheader">{ cell.clone() }</th> }
                    } else {
                        html! { <td role="cell" data-label={label}>{ cell.clone() }</td> }
                    }
                });
        html! { <tr role="row" key={row.key.to_string()}>{ for cells }</tr> }
    });
    html! {
        <table class="roster" role="table">
            <caption class="off-screen">{ &props.caption }</caption>
            <thead role="rowgroup"><tr role="row">
                { for props.columns.iter().map(|column| html! {
                    <th scope="col" role="columnheader">{ &column.0 }</th>
                }) }
            </tr></thead>
            <tbody role="rowgroup">{ for rows }</tbody>
        </table>
    }
}

pub(super) fn examples() -> Vec<Example> {
    let columns = vec![Column("姓名".into()), Column("住址".into())];
    let rows = vec![RosterRow {
        key: "1".into(),
        cells: vec![html! { <b>{ "王秀英" }</b> }, html! { "3 号楼 2-501" }],
    }];
    vec![Example::new(
        "one",
        html! { <Roster caption="居民" {columns} {rows} /> },
    )]
}
