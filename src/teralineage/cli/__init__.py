"""The command line; it calls the same services as the API."""


def main() -> None:
    """Run the `teralineage` command."""
    raise SystemExit("teralineage: no commands yet")
