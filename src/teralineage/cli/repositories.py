"""Which git repository a folder is checked out of, so that it is the same folder in every checkout."""

from __future__ import annotations

import re
from pathlib import Path

_SECTION = re.compile(r"\s*\[\s*remote\s+\"(?P<name>[^\"]*)\"\s*\]\s*$")
_URL = re.compile(r"\s*url\s*=\s*(?P<url>\S+)\s*$", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?:[^@/]*@)?(?P<rest>.+?)/*(?:\.git)?/*$", re.IGNORECASE)


def name_in_repository(folder: Path) -> str | None:
    """`host/owner/repository/path` of a folder that is checked out; None where it has no remote repository."""
    folder = folder.resolve()
    for root in (folder, *folder.parents):
        if (root / ".git").exists():
            remote = _remote(_config(root / ".git"))
            return None if remote is None else "/".join((remote, *folder.relative_to(root).parts))
    return None


def _config(git: Path) -> str:
    """The configuration of a repository; where `.git` is a file, as in a work tree or submodule, where it points to."""
    try:
        if git.is_file():
            git = git.parent / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
            common = git / "commondir"
            git = git / common.read_text(encoding="utf-8").strip() if common.is_file() else git
        return (git / "config").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _remote(config: str) -> str | None:
    """The address of `origin`, or of the first remote there is, without scheme, user and suffix."""
    remotes: dict[str, str] = {}
    section = None
    for line in config.splitlines():
        if line.lstrip().startswith("["):
            match = _SECTION.match(line)
            section = match["name"] if match else None
        elif section is not None and (match := _URL.match(line)):
            remotes.setdefault(section, match["url"])
    url = remotes.get("origin") or next(iter(remotes.values()), None)
    match = _ADDRESS.match(url) if url else None
    if match is None:
        return None
    rest = match["rest"]
    if match["scheme"] is None and re.match(r"[^/]+:", rest):  # scp's form, host:path
        rest = rest.replace(":", "/", 1)
    host, slash, path = rest.partition("/")
    return f"{re.sub(r':[0-9]+$', '', host).lower()}{slash}{path.lstrip('/')}" if host else rest
