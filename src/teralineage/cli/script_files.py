"""SQL files and folders as scripts, each with the files that it runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from teralineage.cli.repositories import name_in_repository
from teralineage.domain.errors import UsageError
from teralineage.extract.encodings import decode
from teralineage.extract.includes import Included, Includes, files_run
from teralineage.extract.variables import Variables
from teralineage.services.reading import Script

SQL_SUFFIXES = frozenset(
    "." + suffix
    for suffixes in (
        "sql ddl dml vw view mac macro prc proc sp spl trg txt",
        "bteq btq bt btc sh ksh bash pl",
        "fastload fload fld fl mload mld ml fexp fx tpt tpump",
    )
    for suffix in suffixes.split()
)
"""What a folder is searched for; a file that is named itself may have any suffix."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Scripts, and the folders that they fill, by what each is known as, with the names of the scripts in it."""

    scripts: list[Script]
    folders: Mapping[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    path: Path
    root: Path


def read_sources(
    paths: Iterable[Path],
    variables: Mapping[str, str] | None = None,
    dialect: str = "teradata",
    name: str | None = None,
) -> Sources:
    """Scripts of files and of all SQL files in folders, in the order of their names.

    A file that another one runs is a part of that one, and no script of its own.

    Args:
        paths: files and folders.
        variables: values of variables, which may stand in the names of files that are run.
        dialect: the SQL dialect of the files.
        name: what the folders are known as together, and what the scripts' names begin with; without it, a folder is
            known by its repository's address and its path there, or by its own path where there is no repository.

    Raises:
        UsageError: a path is not there, cannot be read, or would be known by the name of another one.
    """
    found: list[_File] = []
    folders: dict[str, list[_File]] = {}
    for path in paths:
        inside = list(_inside(path, name))
        found += inside
        if path.is_dir():
            known = name or name_in_repository(path) or str(path.resolve())
            folders[known] = folders.get(known, []) + inside
    found = _told_apart(found)
    texts = {file: _read(file.path) for file in found}
    finder = _Finder({file.path.resolve(): file.name for file in found})
    filling = Variables(variables or {})
    files = {file: files_run(text, filling, dialect, finder.includes(file)) for file, text in texts.items()}
    own = _own_scripts({file.name: {one.name for one in files[file].values() if one is not None} for file in found})
    return Sources(
        [Script(file.name, texts[file], files[file]) for file in found if file.name in own],
        {known: [file.name for file in inside if file.name in own] for known, inside in folders.items()},
    )


def read_files(paths: Iterable[Path]) -> list[Script]:
    """As `read_sources`, the scripts alone."""
    return read_sources(paths).scripts


def includes_beside(file: Path, root: Path | None = None) -> Includes:
    """Finds the files that a script runs; see `_Finder`."""
    return _Finder({}).includes(_File(file.name, file, root or file.parent))


def _inside(path: Path, name: str | None) -> Iterator[_File]:
    if not path.exists():
        raise UsageError(f"{path} does not exist")
    before = f"{name}/" if name else ""
    if not path.is_dir():
        yield _File(before + path.name, path, path.parent)
        return
    for file in sorted(path.rglob("*")):
        if file.is_file() and file.suffix.lower() in SQL_SUFFIXES:
            yield _File(before + str(file.relative_to(path)), file, path)


def _told_apart(files: Iterable[_File]) -> list[_File]:
    """Each file once; of two files of one name, the later would take the place of the earlier in the store."""
    named: dict[str, _File] = {}
    for file in files:
        first = named.setdefault(file.name, file)
        if first.path.resolve() != file.path.resolve():
            raise UsageError(
                f"{first.path} and {file.path} would both be known as {file.name}: "
                "extract them one after the other, each with a --name of its own"
            )
    return list(named.values())


def _read(file: Path) -> str:
    try:
        return decode(file.read_bytes())
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"cannot read {file}: {error}") from error


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds the files that scripts run, each read once; `names` are those of the scripts, by their paths."""

    names: Mapping[Path, str]
    _read: dict[Path, Included | None] = field(default_factory=dict)

    def includes(self, file: _File) -> Includes:
        """Finds what a script names: from here, from beside the script, or from a folder above it up to the root.

        BTEQ looks in its working directory, and from which folder a script is started, the script does not say.
        """
        above = file.path.parent.resolve()
        root = file.root.resolve()
        places = [Path(), *(one for one in (above, *above.parents) if one.is_relative_to(root))]

        def find(name: str) -> Included | None:
            for spelled in dict.fromkeys((name, name.replace("\\", "/"))):
                for place in places:
                    if (found := self._get(place / spelled, spelled)) is not None:
                        return found
            return None

        return find

    def _get(self, path: Path, spelled: str) -> Included | None:
        try:
            path = path.resolve()
            if path not in self._read:
                name = self.names.get(path, spelled)
                self._read[path] = Included(name, decode(path.read_bytes())) if path.is_file() else None
        except (OSError, ValueError):  # no file can have that name, or it is no text
            return None
        return self._read[path]


def _own_scripts(runs: Mapping[str, set[str]]) -> set[str]:
    """The scripts that no other one runs; of scripts that run each other alone, the first."""
    run = {name for runner, names in runs.items() for name in names if name != runner}
    own = {name for name in runs if name not in run}
    told: set[str] = set()
    for name in own:
        told |= runs[name]
    for name in runs:
        if name not in own and name not in told:
            own.add(name)
            told |= runs[name]
    return own
