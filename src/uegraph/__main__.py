"""``python -m uegraph`` is the same program as ``uegraph``."""

from uegraph.cli import main

if __name__ == "__main__":
    main()
