"""Reading the entries of a mapping: for each kind of row, how its columns are filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.imports.model import Entry, Filled
from uegraph.imports.rules import read_rule
from uegraph.namespaces import expand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yaml.nodes import Node

    from uegraph.imports.model import Rule
    from uegraph.imports.nodes import Nodes
    from uegraph.shapes import Column, Table

BOUND: Final = expand("ueg:bound")
UPPER: Final = expand("ueg:upperValue")
_NAME: Final = expand("skos:prefLabel")
_OWN: Final = ("table", "id", "amount", "same when", "optional")
PASSAGE: Final = expand("ueg:Passage")
DOCUMENT: Final = expand("foaf:Document")
_MADE: Final = (PASSAGE, DOCUMENT)
# Two rows that name a meeting alike speak of two meetings; two that name a body alike, of one body.
_EACH_ITS_OWN: Final = (expand("ueg:EngagementActivity"), expand("ueg:UnnamedParty"))


def read_entries(node: Node, nodes: Nodes, lists: Mapping[str, list[str]]) -> tuple[Entry, ...]:
    """The entries below ``rows``."""
    found: dict[str, Entry] = {}
    many: set[str] = set()
    for name, value in nodes.entries(node, None, "row"):
        table = _table(name, value, nodes)
        if table:
            entry = _entry(name, table, value, nodes, lists)
            for check in (_needs, _references, _own_columns):
                check(entry, found, nodes)
            if _several(entry, many, nodes):
                many.add(name)
            found[name] = entry
    if not found and not nodes.problems:
        nodes.fault(node, "rows", "'rows' is empty", "Say what each row of the file becomes.")
    return tuple(found.values())


def _table(name: str, node: Node, nodes: Nodes) -> Table | None:
    """The table of an entry: the one it names, or the one it is named after."""
    values = dict(_pairs(node))
    given = values["table"].value if "table" in values else name
    allowed = [one.name for one in shapes.tables().values() if one.target_class not in _MADE]
    table = next((one for one in allowed if shapes.key(one) == shapes.key(str(given))), None)
    if table is None:
        remedy = f"Add a line `table: …`. Tables are: {', '.join(allowed)}."
        nodes.fault(node, name, f"'{given}' is not a table that a row can become", remedy)
    return shapes.tables()[table] if table else None


def _pairs(node: Node) -> Iterator[tuple[str, Node]]:
    for pair in node.value if isinstance(node.value, list) else ():
        if isinstance(pair, tuple):
            yield str(pair[0].value), pair[1]


def _entry(
    name: str, table: Table, node: Node, nodes: Nodes, lists: Mapping[str, list[str]]
) -> Entry:
    columns = {column.header: column for column in table.columns if column.classes != (PASSAGE,)}
    rules: dict[str, Rule] = {}
    said: dict[str, Node] = {}
    for given, value in nodes.entries(node, (*_OWN, *columns), f"column of {table.name}"):
        if given in _OWN and given not in ("id", "amount"):
            said[given] = value
        elif rule := read_rule(value, given, nodes, lists):
            rules[given] = rule
    filled = tuple(Filled(columns[name], rules[name]) for name in columns if name in rules)
    choice = nodes.choice(said["optional"], "optional", ("no", "yes")) if "optional" in said else ""
    return Entry(
        name=name,
        table=table,
        columns=filled,
        amount=rules.get("amount"),
        identity=rules.get("id"),
        same=tuple(_same(said.get("same when"), table, filled, nodes)),
        optional=choice == "yes",
        row=node.start_mark.line + 1,
    )


def _same(node: Node | None, table: Table, filled: tuple[Filled, ...], nodes: Nodes) -> list[str]:
    """The columns whose values make two rows the same thing, as said or as is usual."""
    named = any(column.path == _NAME for column in table.columns)
    headers = {shapes.key(one.column.header): one.column.header for one in filled}
    if node is None:
        if not named:
            return list(headers.values())
        return [] if table.target_class in _EACH_ITS_OWN else ["name"]
    found = []
    for text in nodes.texts(node, "same when"):
        if shapes.key(text) in headers:
            found.append(headers[shapes.key(text)])
        elif text != "never":
            remedy = f"Name columns filled here, or never: {', '.join(headers.values())}."
            nodes.fault(node, "same when", f"'{text}' is not a column filled here", remedy)
    return found


def amount_columns(table: Table) -> tuple[Column, Column, Column | None] | None:
    """The columns of a table that a number with its bound fills: number, bound, upper end."""
    columns = list(table.columns)
    bound = next((column for column in columns if column.path == BOUND), None)
    number = next((one for one in columns if one.datatype == expand("xsd:integer")), None)
    if bound is None or number is None:
        return None
    return number, bound, next((column for column in columns if column.path == UPPER), None)


def _needs(entry: Entry, _: Mapping[str, Entry], nodes: Nodes) -> None:
    """Columns that every row of the table needs."""
    given = {filled.column.header for filled in entry.columns}
    amount = amount_columns(entry.table)
    if entry.amount and amount is None:
        message = f"{entry.table.name} have no number with a bound"
        nodes.fault(entry.amount.row, "amount", message, "Delete the line.")
    elif entry.amount and amount:
        given |= {column.header for column in amount if column}
    for column in entry.table.columns:
        if column.min_count and column.severity == "error" and column.header not in given:
            message = f"'{entry.name}' does not say what {column.header} is, which is needed"
            remedy = f"Add a line `{column.header}: …`. {column.description}"
            if amount and column in amount:
                remedy = "Add a line `amount: …` with the column that holds the number."
            nodes.fault(entry.row, column.header, message, remedy, column.shape)


def _references(entry: Entry, before: Mapping[str, Entry], nodes: Nodes) -> None:
    """Rows made from the same row of the file, which another column names."""
    for column, rule in ((filled.column, filled.rule) for filled in entry.columns):
        if rule.origin != "row":
            continue
        other = before.get(rule.name)
        if other is None:
            message = f"'{rule.name}' is not the name of rows made before '{entry.name}'"
            remedy = f"Known here: {', '.join(before) or 'none'}. Put it above."
            nodes.fault(rule.row, column.header, message, remedy)
        elif other.table not in shapes.accepted_tables(column):
            message = f"{column.header} cannot name a row of {other.table.name}"
            wanted = ", ".join(table.name for table in shapes.accepted_tables(column))
            remedy = f"It takes {wanted or 'text'}."
            nodes.fault(rule.row, column.header, message, remedy)


def _own_columns(entry: Entry, _: Mapping[str, Entry], nodes: Nodes) -> None:
    """Columns that are filled from another column of the same row."""
    given = {filled.column.header: filled.rule.origin for filled in entry.columns}
    rules = [(filled.column.header, filled.rule) for filled in entry.columns]
    if entry.identity:
        rules.append(("id", entry.identity))
    for header, rule in rules:
        if rule.origin == "from" and given.get(rule.name, "from") == "from":
            usable = [name for name, origin in given.items() if origin != "from"]
            message = f"'{rule.name}' is not a column that '{entry.name}' fills from the file"
            nodes.fault(rule.row, header, message, f"Filled are: {', '.join(usable)}.")


def _several(entry: Entry, many: set[str], nodes: Nodes) -> bool:
    """Whether a row of the file may make several rows of an entry; two reasons are one too many."""
    reasons = []
    for filled in entry.columns:
        rule = filled.rule
        rows = rule.origin == "row" and rule.name in many
        several = rows or rule.split or len(rule.headings) > 1
        if filled.column.max_count == 1 and several and rule.origin != "from":
            reasons.append(filled)
    if len(reasons) > 1:
        headers = " and ".join(filled.column.header for filled in reasons)
        message = f"{headers} may both have several values, so it is open which belong together"
        remedy = "Let one of them take a single value, or make two kinds of rows."
        nodes.fault(reasons[1].rule.row, entry.name, message, remedy)
    return bool(reasons)
