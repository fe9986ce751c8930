"""Entry point.  ``--version`` is answered before anything is imported."""

from __future__ import annotations

import gc
import os
import sys
from typing import TextIO

_NIET_GESCHREVEN = 4
"""The exit code of output that cannot be written."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - until the end
    # The tool's matrices are tiny: a pool of threads would only cost memory, and threads and fork do not go together.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if sys.argv[1:] == ["--version"]:
        from werkmonitor import __version__

        try:
            print(f"werkmonitor {__version__}", flush=True)  # noqa: T201 - the result of this command
        except OSError:
            os._exit(_NIET_GESCHREVEN)
        return
    # Nearly everything that is made lives until the end: looking for garbage often finds none.
    gc.set_threshold(100_000, 50, 100)
    from werkmonitor.cli.app import run

    code = run(sys.argv[1:])
    if not _flushed(sys.stdout):
        code = _NIET_GESCHREVEN
    _flushed(sys.stderr)
    # Outputs are written and renamed by now; taking down numpy, matplotlib and their threads in order only costs time.
    os._exit(code)


def _flushed(stream: TextIO) -> bool:
    try:
        stream.flush()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
