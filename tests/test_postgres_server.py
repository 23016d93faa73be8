"""The tests' own server ends with whoever started it, however they end."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from tests.postgres_server import postgres_server
with postgres_server() as server:
    print(server.folder, (server.folder / "data" / "postmaster.pid").read_text().split()[0], flush=True)
    sys.stdin.read()
"""


def test_the_server_ends_when_its_owner_is_killed():
    owner = subprocess.Popen(
        [sys.executable, "-c", SCRIPT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
        env=os.environ | {"PYTHONPATH": f"src{os.pathsep}."},
    )
    _folder, pid = owner.stdout.readline().split()
    server = os.pidfd_open(int(pid))
    owner.send_signal(signal.SIGKILL)
    owner.communicate()
    assert select.select([server], [], [], 30)[0], "the server's process ends"
    os.close(server)
