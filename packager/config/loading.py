"""``snapshot.toml`` read: every problem of the file together, with the line where it stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

from packager.config.identity import IDENTITY
from packager.config.plausible import day_fault, file_name_fault, name_fault, words_fault
from packager.config.tables import FILE_KEYS, PICTURE_KEYS, TABLES, Config
from packager.config.values import line_of, wrong
from packager.errors import Said, Sentences, UsageError
from packager.files.text import read_text


def _load_table(name: str, kind: type[Any], given: Any, source: str, problems: list[Said]) -> Any:
    if not isinstance(given, Mapping):
        problems.append(
            Said("line {line}: {table} must be a table, [{table}]", line=line_of(source, name), table=name)
        )
        return kind()
    specs = {spec.name: spec for spec in fields(kind)}
    types = get_type_hints(kind)
    values = {}
    for key, value in given.items():
        line = line_of(source, name, key)
        if key not in specs:
            problems.append(
                Said(
                    "line {line}: [{table}] has no key {key}; it knows {keys}",
                    line=line,
                    table=name,
                    key=key,
                    keys=", ".join(specs),
                )
            )
        elif reason := wrong(value, types[key], specs[key]):
            problems.append(Said("line {line}: {key} {reason}", line=line, key=f"{name}.{key}", reason=reason))
        else:
            values[key] = types[key](value)
    return kind(**values)


def load(path: Path | None) -> Config:
    """Read a configuration; ``None`` gives the defaults. Raises UsageError that lists every problem found."""
    config, problems = examine(path)
    if path is not None and problems:
        raise UsageError("{file}: {problems}", file=path.name, problems=Sentences(problems))
    return config


def examine(path: Path | None) -> tuple[Config, list[Said]]:
    """A configuration, with the default wherever it is wrong, and every problem found in it or in its files.

    Raises UsageError only if the file cannot be read at all or is no TOML.
    """
    if path is None:
        return Config(), []
    try:
        source = read_text(path)
        given = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise UsageError("{file}: not valid TOML: {error}", file=path.name, error=error) from error
    problems: list[Said] = []
    for name in given:
        if name not in TABLES:
            problems.append(
                Said(
                    "line {line}: no table [{table}]; there are {tables}",
                    line=line_of(source, name),
                    table=name,
                    tables=", ".join(TABLES),
                )
            )
    tables = {name: _load_table(name, kind, given.get(name, {}), source, problems) for name, kind in TABLES.items()}
    config = Config(**tables, folder=path.parent)
    for table, key, fault in [*_file_faults(config), *_value_faults(config)]:
        line = line_of(source, table, key)
        problems.append(Said("line {line}: {key} {reason}", line=line, key=f"{table}.{key}", reason=fault))
    return config, problems


def _file_faults(config: Config) -> Iterator[tuple[str, str, Said]]:
    """What is wrong with the files that a configuration names."""
    for table, key in FILE_KEYS:
        name = getattr(getattr(config, table), key)
        if not name:
            continue
        path = config.file(name)
        if not path.is_file():
            yield table, key, Said("names {name}, and there is no such file", name=name)
            continue
        try:
            path.open("rb").close() if (table, key) in PICTURE_KEYS else read_text(path)
        except OSError as error:
            yield table, key, Said("names {name}, which cannot be read ({error})", name=name, error=error.strerror)
        except UsageError as error:
            yield table, key, error.said


def _value_faults(config: Config) -> Iterator[tuple[str, str, Said]]:
    """What is wrong with values beyond their types."""
    snapshot = config.snapshot
    for key in IDENTITY:
        if fault := words_fault(getattr(snapshot, key)):
            yield "snapshot", key, fault
    if snapshot.name.strip() and (fault := name_fault(snapshot.name)):
        yield "snapshot", "name", fault
    if not re.fullmatch("[a-z]{3}", snapshot.language):
        yield "snapshot", "language", Said("must be three letters as in kor (ISO 639-3)")
    if snapshot.date and (fault := day_fault(snapshot.date)):
        yield "snapshot", "date", fault
    if fault := file_name_fault(config.zim.file_name):
        yield "zim", "file_name", fault
    if not (config.zim.write or config.reader.write):
        yield "zim", "write", Said("and reader.write are both off, so nothing would be written")
