"""The process that runs a query from outside, so that it can be stopped.

The engine has no time limit of its own, and no signal handler interrupts it. This file is run as
a program, without uegraph around it: it reads one request from standard input, opens the graph
read-only, and writes the answer to standard output. `answer` is also what runs a trusted query
in-process, so both give the same bytes.
"""

from __future__ import annotations

import contextlib
import json
import math
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import IO

    import pyoxigraph as ox

FAILED = 3
# Of Linux's unshare: a network with nothing in it, and users that are nobody elsewhere.
_NETWORK: Final = 0x40000000
_USERS: Final = 0x10000000


def answer(
    engine: ox.Store, query: str, sink: IO[bytes], *, union: bool, plain: bool = False
) -> None:
    """Write a query's answer: rows, ``true`` or ``false``, or N-Triples.

    Rows are tab-separated terms; where plain texts will do, comma-separated without their types.
    """
    import pyoxigraph as ox  # noqa: PLC0415 - the parent imports this module at start-up

    result = engine.query(query, use_default_graph_as_union=union)
    if isinstance(result, ox.QuerySolutions):
        form = ox.QueryResultsFormat.CSV if plain else ox.QueryResultsFormat.TSV
        result.serialize(sink, format=form)
    elif isinstance(result, ox.QueryTriples):
        result.serialize(sink, format=ox.RdfFormat.N_TRIPLES)
    else:
        sink.write(b"true" if result else b"false")
    sink.flush()


def _confine(memory: int, seconds: float | None) -> None:
    """Let the operating system end this process, whatever becomes of its parent."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if seconds is not None:
        with contextlib.suppress(ImportError, AttributeError):
            import signal  # noqa: PLC0415 - beside its use

            # Without a handler the alarm ends the process at once, inside the engine too.
            signal.alarm(math.ceil(seconds) + 2)


def _cut_off() -> None:
    """Leave the network behind, where the system lets a process do that.

    The guard lets no query through that would ask a server; this is the wall behind it.
    """
    if sys.platform != "linux":
        return
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes  # noqa: PLC0415 - 8 ms

        unshare = ctypes.CDLL(None).unshare
        if unshare(_NETWORK) != 0:  # only root may; others may with users of their own
            unshare(_NETWORK | _USERS)


def main() -> int:
    """Answer the one request on standard input."""
    request = json.load(sys.stdin.buffer)
    _cut_off()
    _confine(request["memory"], request["seconds"])
    sys.path.append(request["library"])
    import pyoxigraph as ox  # noqa: PLC0415 - found only now

    try:
        engine = ox.Store.read_only(request["folder"])
        answer(engine, request["query"], sys.stdout.buffer, union=request["union"])
    except (SyntaxError, ValueError, OSError, RuntimeError, MemoryError) as error:
        json.dump({"kind": type(error).__name__, "message": str(error)}, sys.stderr)
        return FAILED
    return 0


if __name__ == "__main__":
    sys.exit(main())
