"""Reads the adviser's texts and binds them to a Monitor."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

import msgspec

from werkmonitor.files.werkmap import Werkmap
from werkmonitor.findings import Finding, InputError, Location
from werkmonitor.monitor import model
from werkmonitor.monitor.binden import Tekstbestand, vul_teksten
from werkmonitor.periode import Periode


def bind_teksten(
    werkmap: Werkmap,
    monitor: model.Monitor,
    periode: Periode,
    ongelezen: Container[str] = (),
    was: model.Monitor | None = None,
) -> model.Monitor:
    """Return the Monitor with the adviser's texts in it, and what is wrong with them among its findings.

    ``ongelezen`` names texts that stand in the monitors of others.  ``was`` is a public Monitor with all its numbers: a
    text that tells one of those that ``monitor`` hides is a fault.
    """
    lid = monitor.programma.lid
    files = {
        path.stem: Tekstbestand(werkmap.naam_van(path), _read(path, werkmap))
        for path in werkmap.teksten(periode, lid)
        if path.stem not in ongelezen
    }
    before = werkmap.eerdere_teksten(periode, lid)
    eerder = {path.stem: _text(path.read_bytes(), "replace") for path in before}
    ernaast = [path.name for path in (werkmap.pad / "teksten" / str(periode)).glob("*") if path.is_file()]
    bound = vul_teksten(monitor, files, eerder, ernaast)
    if was is None:
        return bound
    from werkmonitor.onthulling.verbergen_teksten import noemt_verborgen

    return msgspec.structs.replace(bound, meldingen=(*bound.meldingen, *noemt_verborgen(was, monitor, files)))


def _read(path: Path, werkmap: Werkmap) -> str:
    try:
        return _text(path.read_bytes())
    except UnicodeDecodeError:
        finding = Finding(
            "tekst-tekens",
            "fout",
            "Deze tekst is niet als UTF-8 opgeslagen.",
            Location(werkmap.naam_van(path)),
            "Letters met accenten zouden verkeerd in het rapport komen.",
            "Sla het bestand op als UTF-8.",
        )
        raise InputError("De monitor is niet gemaakt. Er is niets weggeschreven.", [finding]) from None


def _text(data: bytes, errors: str = "strict") -> str:
    return data.decode("utf-8-sig", errors).replace("\r\n", "\n")
