"""Entry point.  ``--version`` is answered before anything is imported."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    # The tool's matrices are tiny: a pool of threads would only cost memory, and threads and fork do not go together.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if sys.argv[1:] == ["--version"]:
        from werkmonitor import __version__

        print(f"werkmonitor {__version__}")  # noqa: T201 - the result of this command
        return
    # Nearly everything that is made lives until the end: looking for garbage often finds none.
    gc.set_threshold(100_000, 50, 100)
    from werkmonitor.cli import run

    code = run(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    # Outputs are written and renamed by now; taking down numpy, matplotlib and their threads in order only costs time.
    os._exit(code)


if __name__ == "__main__":
    main()
