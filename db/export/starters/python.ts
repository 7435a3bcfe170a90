/** A Python module that loads and labels the CSV files: the standard library is enough, pandas is used if asked for. */
import type { Identity } from '../identity.ts';
import { COLUMNS_PATH } from './columns.ts';

export const pythonStarter = ({ title, banner, date, software }: Identity, tables: readonly string[]): string => `"""${title}

${date}, ${software}. Python 3.8 or newer, standard library alone.
${banner === null ? '' : `\n!! ${banner}\n`}
    import gongkai
    panel = gongkai.load("panel")          # a list of dicts: int, float, str, datetime.date or None
    gongkai.labels("panel")["requests"]    # ('新收与结转申请合计', 'Requests to handle: new and carried in')
    df = gongkai.frame("panel")            # a pandas DataFrame, where pandas is installed

Numbers are exactly what is printed, or None; None never means 0. The column state of cells says why.
A CSV reader of Python does not tell null from the empty text: both are None; a blank cell has the state blank.
"""
import csv
import datetime
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
TABLES = (${tables.map((table) => `"${table}"`).join(', ')},)

# Texts that a spreadsheet would calculate have an apostrophe before them in the CSV.
_CALCULATED = re.compile(r"'+(?:[=@\\t\\r]|[+-](?![+-]*\\Z|[0-9.,]+%?\\Z))")


def _text(field):
    return field[1:] if _CALCULATED.match(field) else field


_READ = {"integer": int, "number": float, "text": _text, "date": datetime.date.fromisoformat}
csv.field_size_limit(1 << 30)


def _rows(path):
    with open(HERE / path, encoding="utf-8-sig", newline="") as file:
        yield from csv.reader(file)


def columns(table):
    """The columns of a table as dicts: column, type, label_zh, label_en, description_zh, description_en, stata_name."""
    rows = _rows("${COLUMNS_PATH}")
    head = next(rows)
    found = [dict(zip(head, map(_text, row))) for row in rows if row[0] == table]
    if not found:
        raise KeyError("no table %r; there are: %s" % (table, ", ".join(TABLES)))
    return found


def labels(table):
    """Column name to (Chinese, English)."""
    return {it["column"]: (it["label_zh"], it["label_en"]) for it in columns(table)}


def iterate(table):
    """The rows of a table one by one, as dicts: for tables that do not fit in memory."""
    known = columns(table)
    read = [_READ[it["type"]] for it in known]
    names = [it["column"] for it in known]
    rows = _rows("csv/%s.csv" % table)
    if next(rows) != names:
        raise ValueError("csv/%s.csv is not of this export: its header differs from ${COLUMNS_PATH}" % table)
    for row in rows:
        yield {name: None if field == "" else of(field) for name, of, field in zip(names, read, row)}


def load(table):
    """All rows of a table as a list of dicts."""
    return list(iterate(table))


def frame(table):
    """A pandas DataFrame with whole numbers as Int64 and the labels in attrs."""
    import pandas

    data = pandas.DataFrame(iterate(table), columns=[it["column"] for it in columns(table)])
    for it in columns(table):
        if it["type"] == "integer":
            data[it["column"]] = data[it["column"]].astype("Int64")
        elif it["type"] == "number":
            data[it["column"]] = data[it["column"]].astype("Float64")
    data.attrs["labels"] = labels(table)
    return data


if __name__ == "__main__":
    for name in sys.argv[1:] or ["panel"]:
        print(name, sum(1 for _ in iterate(name)), "rows,", len(columns(name)), "columns")
`;
