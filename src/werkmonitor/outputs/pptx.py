"""The slides as PowerPoint, with charts and tables that can be changed there; the same bytes for the same Monitor."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from importlib.util import find_spec
from typing import Any

from werkmonitor.findings import OutputError
from werkmonitor.huisstijl.model import ONZE, Huisstijl
from werkmonitor.monitor.model import Monitor
from werkmonitor.outputs.dias import dias
from werkmonitor.outputs.pdf import iso_date

ONTBREEKT = (
    "Voor een PowerPoint is het onderdeel python-pptx nodig, en dat is hier niet geïnstalleerd. Er is niets gemaakt. "
    "Installeer het met: pip install 'werkmonitor[pptx]'. Of laat pptx weg bij --formaat."
)
_TIJD = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def render(monitor: Monitor, charts: Mapping[str, str], stijl: Huisstijl = ONZE) -> dict[str, bytes]:  # noqa: ARG001 - these are PowerPoint's own
    """Return the presentation.

    Raises ``OutputError`` where python-pptx is not installed, ``InputError`` for a template that lacks a place.
    """
    if find_spec("pptx") is None:
        raise OutputError(ONTBREEKT)
    from werkmonitor.outputs.pptx_dia import Diamaker
    from werkmonitor.outputs.pptx_sjabloon import Basis

    dag = datetime.fromisoformat(iso_date(monitor.programma.brondatum))
    basis = Basis(stijl)
    maker = Diamaker(monitor, stijl, basis, dag)
    for dia in dias(monitor):
        maker.maak(dia)
    _kenmerken(basis.presentatie.core_properties, monitor, dag)
    buffer = io.BytesIO()
    basis.presentatie.save(buffer)
    return {".pptx": herpak(buffer.getvalue(), dag)}


def _kenmerken(core: Any, monitor: Monitor, dag: datetime) -> None:
    kop = monitor.programma
    core.title, core.subject, core.author = kop.titel, kop.ondertitel or kop.periode_naam, kop.wie
    core.last_modified_by, core.language, core.revision = kop.wie, "nl-NL", 1
    core.keywords = core.comments = core.category = core.version = core.identifier = ""
    core.content_status = kop.stand
    core.created = core.modified = core.last_printed = dag


def herpak(data: bytes, dag: datetime) -> bytes:
    """Return an archive, and those within it, without a trace of the machine or the day it was made on."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename.endswith(".xlsx"):
                content = herpak(content, dag)
            if member.filename == "docProps/core.xml":
                content = _TIJD.sub(rb"\g<1>" + dag.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            entry = zipfile.ZipInfo(member.filename)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, content)
    return buffer.getvalue()
