"""Three exams side by side with a short script: PyYAML reads the records, rich draws the table.

usage: compare.py DATA ID...   where DATA is the folder of the dataset

It answers simply: retired if every sitting has ended by today. Exam languages, planned days, sittings of one exam that
end with another, disputes and successors are left out.
"""

import sys
from datetime import date
from pathlib import Path

import yaml
from rich.console import Console
from rich.table import Table

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def value(record, field):
    return str(record[field]["value"]) if field in record else "unknown"


def status(record):
    ends = [sitting.get("last", {}).get("value") for sitting in record["sittings"]]
    ended = all(isinstance(end, date) and end < date.today() for end in ends)
    return f"retired {max(ends)}" if ended else "on offer"


data, ids = Path(sys.argv[1]), sys.argv[2:]
records = []
for name in ids:
    with next(data.glob(f"*/{name}.yaml")).open(encoding="utf-8") as file:
        records.append(yaml.load(file, Loader))

table = Table("", *ids)
table.add_row("name", *(value(record, "name") for record in records))
table.add_row("status", *(status(record) for record in records))
table.add_row("cost", *(value(record, "price") for record in records))
table.add_row("duration", *(value(record, "duration") for record in records))
Console().print(table)
