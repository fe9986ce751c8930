"""Every chart as a picture of its own, SVG and PNG, to put into a proposal or a letter, in one archive.

Each picture carries its title, its source and what the figures are, because it will be seen without the report; the
words for who cannot see it stand beside it in a text.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping

from werkmonitor import charts as tekenen
from werkmonitor.huisstijl.model import ONZE, Huisstijl
from werkmonitor.monitor.model import Grafiek, Monitor, Pagina
from werkmonitor.outputs.xlsx_book import NOTICE
from werkmonitor.outputs.xlsx_values import joined

LEESMIJ = "LEESMIJ.txt"
UITLEG = (
    "Elke grafiek staat er twee keer in. Kies SVG voor Word, PowerPoint of een webpagina: die blijft scherp bij elke "
    "grootte. Kies PNG als een programma geen SVG kent.\n"
    "Neem bij elke grafiek ook de alternatieve tekst over. Zo weten ook mensen die de grafiek niet zien wat erin staat."
)
GEEN = "Deze monitor heeft geen grafieken."


def render(monitor: Monitor, charts: Mapping[str, str], stijl: Huisstijl = ONZE) -> dict[str, bytes]:  # noqa: ARG001 - these are drawn anew, with their titles
    """Return the archive; the same Monitor always gives the same bytes."""
    files: dict[str, bytes] = {}
    texts = [_kop(monitor)]
    for naam, pagina, grafiek in grafieken(monitor):
        voet = _voet(monitor, pagina)
        files[f"{naam}.svg"] = tekenen.svg_alone(grafiek, stijl.palet, voet).encode()
        files[f"{naam}.png"] = tekenen.png(grafiek, stijl.palet, voet)
        texts.append(_uitleg(naam, grafiek, voet))
    text = "\n\n".join([*texts, *([] if files else [GEEN])])
    lines = f"{text}\n".replace("\n", "\r\n").encode("utf-8-sig")  # what every editor on Windows shows well
    return {"-grafieken.zip": _pak_in({LEESMIJ: lines, **files})}


def grafieken(monitor: Monitor) -> Iterator[tuple[str, Pagina, Grafiek]]:
    """Yield the name of the files of each chart, its page, and the chart itself."""
    seen: set[str] = set()
    for pagina in monitor.paginas:
        for grafiek in (blok for blok in pagina.blokken if isinstance(blok, Grafiek)):
            own = grafiek.id if grafiek.id.startswith(pagina.id) else f"{pagina.id}-{grafiek.id}"
            start = naam = _bestandsnaam(own)
            count = 1
            while naam in seen:
                count += 1
                naam = f"{start}-{count}"
            seen.add(naam)
            yield naam, pagina, grafiek


def _bestandsnaam(text: str) -> str:
    """Return a name that every system takes."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9_]+", plain)) or "grafiek"


def _stand(monitor: Monitor) -> str:
    """Say whose figures these are, how firm, and for whom; an internal monitor may not be published."""
    kop = monitor.programma
    kind = (NOTICE[monitor.doelgroep], "voorbeeld" if kop.voorbeeld else "")
    return " · ".join(filter(None, (kop.wie, kop.periode_naam, kop.stand, *kind)))


def _voet(monitor: Monitor, pagina: Pagina) -> str:
    return joined(_stand(monitor), pagina.bronregel)


def _kop(monitor: Monitor) -> str:
    return f"Grafieken van {monitor.programma.titel}\n{_stand(monitor)}\n\n{UITLEG}"


def _uitleg(naam: str, grafiek: Grafiek, voet: str) -> str:
    """Return what stands in the text about one chart."""
    told = {
        "Titel": grafiek.titel,
        "Onderschrift": grafiek.onderschrift,
        "Alternatieve tekst": grafiek.alt,
        "Bij de grafiek": voet,
    }
    return "\n".join([f"{naam}.svg en {naam}.png", *(f"{wat}: {text}" for wat, text in told.items() if text)])


def _pak_in(files: Mapping[str, bytes]) -> bytes:
    """Return an archive without a trace of the machine or the day it was made on."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for naam, data in files.items():
            entry = zipfile.ZipInfo(naam)
            # A PNG is packed already.
            entry.compress_type = zipfile.ZIP_STORED if naam.endswith(".png") else zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, data)
    return buffer.getvalue()
