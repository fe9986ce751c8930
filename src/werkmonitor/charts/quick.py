"""Makes matplotlib load in two thirds of the time; imported before any other part of it.

Every artist class writes the documentation of its properties at import.  Nobody reads that here.
"""

from __future__ import annotations

from matplotlib.artist import Artist

_WRITER = "_update_set_signature_and_docstring"
if hasattr(Artist, _WRITER):  # private, and not in every release
    setattr(Artist, _WRITER, classmethod(lambda _cls: None))
