"""Builds the web page into the wheel where it is not built yet."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebPageHook(BuildHookInterface[Any]):
    """Runs npm once, before the wheel is packed; an editable install serves what `make` builds instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Build `ui/` into `src/teralineage/web/` unless it stands there."""
        root = Path(self.root)
        if version == "editable" or (root / "src/teralineage/web/index.html").exists():
            return
        if not (root / "ui/package.json").exists():
            return
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit("Building the web page needs Node.js >= 20 with npm on the PATH.")
        subprocess.run([npm, "ci"], cwd=root / "ui", check=True)  # noqa: S603 - npm as found on the PATH
        subprocess.run([npm, "run", "build"], cwd=root / "ui", check=True)  # noqa: S603 - as above
