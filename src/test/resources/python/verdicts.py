"""What becomes of each row of an edited CSV, by docs/round-trip.md's table alone, and whether `diff --json` says the same.

usage: verdicts.py BASELINE.zip|- EDITED.csv DATABASE.json DIFF.json POLICY [deletes]

BASELINE.zip  what the export wrote (B); - for a comparison with the table alone
EDITED.csv    what came back (E)
DATABASE.json {"key": [...], "columns": [...], "types": [...], "rows": [[...]]}, texts as an export writes them (D)
DIFF.json     what is to be checked

Knows nothing of the program under test but the formats of these files. Prints what differs and ends with 1; with 0 where
nothing does; with 3 and a reason where the case is about something that the table does not say.
"""

import csv
import datetime
import decimal
import io
import json
import sys
import zipfile


def records(data, delimiter=","):
    """Rows of cells; None for nothing between two delimiters, "" for two quotes. The csv module is the judge of all else."""
    text = data.decode("utf-8-sig")
    rows, row, cell, quoted, at = [], [], "", False, 0
    while at < len(text):
        if text[at] == '"' and not cell and not quoted:
            at, quoted = at + 1, True
            while True:
                end = text.index('"', at)
                cell, at = cell + text[at:end], end + 1
                if text[at : at + 1] != '"':
                    break
                cell, at = cell + '"', at + 1
            continue
        if text[at] in (delimiter, "\n"):
            row.append(cell if cell or quoted else None)
            cell, quoted = "", False
            if text[at] == "\n":
                rows.append(row)
                row = []
        elif text[at] != "\r" or text[at + 1 : at + 2] != "\n":
            cell += text[at]
        at += 1
    if cell or quoted or row:
        rows.append(row + [cell if cell or quoted else None])
    plain = [r for r in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True) if r]
    mine = [[c or "" for c in r] for r in rows if r != [None]]
    assert plain == mine, (plain, mine)
    return rows


def value(kind, text):
    """What a text is in its column's type; texts that are equal here are one value."""
    if text is None:
        return None
    word = kind.lower().split("(")[0].split()[0]
    try:
        if word in ("tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "year", "bit"):
            return decimal.Decimal(text)
        if word in ("float", "double"):
            return float(text)
        if word == "date":
            return datetime.date(*map(int, text.replace("/", "-").split("-")))
        if word in ("datetime", "timestamp"):
            day, _, clock = text.replace("/", "-").replace("T", " ").partition(" ")
            parts = [int(p) for p in (clock or "0:0:0").split(".")[0].split(":")]
            fraction = (text.partition(".")[2] + "000000")[:6]
            return datetime.datetime(*map(int, day.split("-")), *(parts + [0])[:3], int(fraction))
        if word == "json":
            return json.dumps(json.loads(text, parse_int=decimal.Decimal, parse_float=decimal.Decimal), sort_keys=True, default=str)
        if word in ("varbinary", "blob"):
            return text.lower()
        if word == "binary":
            return bytes.fromhex(text[2:]).rstrip(b"\0")
        if word == "char":
            return text.rstrip(" ")
    except (ValueError, ArithmeticError):
        pass
    return text


class NotSaid(Exception):
    """The table does not say it."""


class Case:
    def __init__(self, baseline, edited, database, policy, deletes):
        self.policy, self.deletes = policy, deletes
        self.types = dict(zip(database["columns"], database["types"]))
        self.key = database["key"]
        names = database["columns"]
        self.data = {}
        for row in database["rows"]:
            texts = dict(zip(names, row))
            self.data[self.key_of(texts)] = texts
        self.two_way = baseline is None
        if self.two_way:
            self.columns = {name: name for name in names}
            self.base, self.writable = None, [name for name in names if name not in self.key]
        else:
            with zipfile.ZipFile(baseline) as archive:
                manifest = json.loads(archive.read("manifest.json"))
                rows = records(archive.read("baseline.csv"))
            self.key = manifest["key"]
            self.data = {self.key_of(texts): texts for texts in self.data.values()}
            # Computed columns have no name in the table.
            self.columns = {c["name"]: c["column"] for c in manifest["columns"] if c["column"]}
            self.writable = [c["column"] for c in manifest["columns"] if c["role"] == "data"]
            self.base = {}
            for row in rows[1:]:
                texts = self.named(rows[0], row)
                self.base[self.key_of(texts)] = texts
        self.read(edited)
        self.changes, self.conflicts = {}, {}
        self.counts = dict.fromkeys(["unchanged", "already", "settled", "missing"], 0)

    def named(self, header, row):
        labels = {name.strip().casefold(): column for name, column in self.columns.items()}
        known = [labels.get((name or "").strip().casefold()) for name in header]
        return {column: text for column, text in zip(known, row) if column}

    def key_of(self, texts):
        return tuple(str(value(self.types[name], texts[name])) for name in self.key)

    def read(self, edited):
        delimiter = max(",;\t", key=edited.split(b"\n")[0].decode("utf-8", "replace").count)
        rows = records(edited, delimiter)
        self.lines, self.new = {}, []
        line = 1 + sum((cell or "").count("\n") for cell in rows[0]) + 1
        for row in rows[1:]:
            if any(cell is not None for cell in row):
                texts = self.named(rows[0], row)
                if any(texts[name] is None for name in self.key):
                    self.new.append((line, texts))
                else:
                    self.lines[self.key_of(texts)] = (line, texts)
            line += 1 + sum((cell or "").count("\n") for cell in row)

    def same(self, name, one, other):
        return one == other or value(self.types[name], one) == value(self.types[name], other)

    def decide(self):
        for key, (line, now) in self.lines.items():
            before = self.data.get(key) if self.two_way else self.base.get(key)
            if before is None:
                self.added(key, line, now)
            else:
                self.edited(key, line, before, now)
        for line, now in self.new:
            self.changes[line] = ("insert", {name: (None, now[name]) for name in now if name in self.writable})
        for key, before in ({} if self.two_way else self.base).items():
            if key not in self.lines:
                self.missing(key, before)

    def edited(self, key, line, before, now):
        cells = {n: (before[n], now[n]) for n in now if n not in self.key and not self.same(n, before[n], now[n])}
        if not cells:
            self.counts["unchanged"] += 1
            return
        assert all(name in self.writable for name in cells), cells
        there = self.data.get(key)
        if there is None:
            self.conflict(line, "gone", {n: (old, new, None) for n, (old, new) in cells.items()})
            if self.policy == "take-csv":
                whole = {n: (None, now.get(n, before[n])) for n in self.writable}
                self.changes[line] = ("insert", whole)
            return
        self.cells(line, cells, there, "changed")

    def cells(self, line, cells, there, reason):
        updates, conflicts = {}, {}
        for name, (old, new) in cells.items():
            if reason == "changed" and there[name] == old:
                updates[name] = (old, new)
            elif not self.same(name, there[name], new):
                conflicts[name] = (old, new, there[name])
        if conflicts:
            self.conflict(line, reason, conflicts)
            if self.policy == "take-csv":
                updates.update({name: (there[name], cells[name][1]) for name in conflicts})
        if updates:
            self.changes[line] = ("update", updates)
        elif not conflicts:
            self.counts["already"] += 1

    def added(self, key, line, now):
        there = self.data.get(key)
        if there is not None:
            self.cells(line, {n: (None, now[n]) for n in now if n in self.writable}, there, "exists")
        elif any(tuple(p.rstrip().casefold() for p in k) == tuple(p.rstrip().casefold() for p in key) for k in self.data):
            raise NotSaid("whether keys are the same by a collation")
        else:
            self.changes[line] = ("insert", {n: (None, now[n]) for n in now if n in self.writable})

    def missing(self, key, before):
        self.counts["missing"] += 1
        if not self.deletes:
            return
        there = self.data.get(key)
        if there is None:
            self.counts["already"] += 1
            return
        cells = {n: (before[n], None, there[n]) for n in before if n not in self.key and there[n] != before[n]}
        if cells:
            self.conflict(key, "changed", cells)
        if not cells or self.policy == "take-csv":
            self.changes[key] = ("delete", {n: (text, None) for n, text in there.items() if n not in self.key})

    def conflict(self, place, reason, cells):
        if self.policy == "fail":
            self.conflicts[place] = (reason, cells)
        else:
            self.counts["settled"] += 1

    def place(self, entry):
        """The line, or the key of a row that has none."""
        return entry.get("line") or tuple(str(value(self.types[n], t)) for n, t in entry["key"].items())

    def check(self, said):
        if any(alarm["blocking"] for alarm in said["alarms"]):
            raise NotSaid("what a spreadsheet does")
        if any(conflict["reason"] == "key-taken" for conflict in said["conflicts"]):
            raise NotSaid("whether keys are the same by a collation")
        wrong = []
        changes = {self.place(c): (c["kind"], {n: (v.get("old"), v.get("new")) for n, v in c["cells"].items()}) for c in said["changes"]}
        for place in changes.keys() | self.changes.keys():
            mine, theirs = self.changes.get(place), changes.get(place)
            if mine is None or theirs is None or mine[0] != theirs[0] or not self.alike(mine[1], theirs[1], mine[0] == "insert"):
                wrong.append(f"change {place}: {mine} expected, {theirs} said")
        conflicts = {
            self.place(c): (c["reason"], {n: (v.get("baseline"), v.get("csv"), v.get("database")) for n, v in c["cells"].items()})
            for c in said["conflicts"]
        }
        for place in conflicts.keys() | self.conflicts.keys():
            mine, theirs = self.conflicts.get(place), conflicts.get(place)
            if mine is None or theirs is None or mine[0] != theirs[0] or not self.alike(mine[1], theirs[1], False):
                wrong.append(f"conflict {place}: {mine} expected, {theirs} said")
        kinds = [kind for kind, _ in self.changes.values()]
        self.counts.update(updated=kinds.count("update"), inserted=kinds.count("insert"), deleted=kinds.count("delete"))
        self.counts["conflicts"] = len(self.conflicts)
        for name, count in self.counts.items():
            if said["summary"][name] != count:
                wrong.append(f"{name}: {count} expected, {said['summary'][name]} said")
        return wrong

    def alike(self, mine, theirs, is_insert):
        """The same columns with the same values; an insert may leave out what is NULL, for the column's default."""
        names = mine.keys() | theirs.keys()
        if is_insert:
            names = {n for n in names if n in theirs or mine[n] != (None, None)}
        return all(
            n in mine and n in theirs and all(self.same(n, a, b) for a, b in zip(mine[n], theirs[n])) for n in names
        )


def main(baseline, edited, database, diff, policy, *deletes):
    with open(edited, "rb") as file:
        sent_back = file.read()
    with open(database, encoding="utf-8") as file:
        now = json.load(file)
    with open(diff, encoding="utf-8") as file:
        said = json.load(file)
    try:
        if said["suspicious"] or said["notRows"] or said["repaired"]:
            raise NotSaid("what a spreadsheet does, or lines that are no records")
        case = Case(None if baseline == "-" else baseline, sent_back, now, policy, bool(deletes))
        case.decide()
        wrong = case.check(said)
    except NotSaid as reason:
        print(reason)
        return 3
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
