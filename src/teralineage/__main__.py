"""python -m teralineage."""

from teralineage.cli import main

if __name__ == "__main__":
    main()
