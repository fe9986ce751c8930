"""Every word that a page shows, in the order in which it is read: what its glossary is made from."""

from __future__ import annotations

from collections.abc import Iterator

from werkmonitor.monitor import model


def paginatekst(pagina: model.Pagina, monitor: model.Monitor) -> Iterator[tuple[int | None, str]]:
    """Yield each text of a page with the rank of its block (from 0); ``None`` for what stands outside the blocks."""
    yield from ((None, text) for text in dict.fromkeys((pagina.titel, pagina.kop)) if text)
    for rank, blok in enumerate(pagina.blokken):
        yield from ((rank, text) for text in _blok(blok, monitor) if text)
    yield from ((None, text) for text in (*pagina.verzonnen, pagina.bronregel) if text)


def _blok(blok: model.AnyBlok, monitor: model.Monitor) -> Iterator[str]:
    match blok:
        case model.Tekst():
            if blok.markdown:
                yield from (blok.titel, blok.markdown)
        case model.Kerncijfers():
            yield blok.titel
            for naam in blok.indicatoren:
                yield from _tegel(monitor.indicator(naam))
        case model.Grafiek():
            yield from (blok.titel, blok.onderschrift, *blok.zinnen)
            yield from (blok.norm.tekst if blok.norm else "", *(item.tekst for item in blok.annotaties))
            yield from _tabel(blok.tabel)
        case model.Indicatoren() | model.Tabelblok():
            yield from _tabel(blok.tabel)
        case model.Lijst():
            yield blok.titel
            yield from (text for regel in blok.regels for text in (regel.term, regel.uitleg))
        case _:
            yield blok.titel
            yield from _van_monitor(blok, monitor)


def _van_monitor(blok: model.AnyBlok, monitor: model.Monitor) -> Iterator[str]:
    """Yield the texts of a block that only says what is shown here; of the list of sources their titles."""
    match blok:
        case model.Opgaven():
            yield from (text for opgave in monitor.opgaven for text in _opgave(opgave))
        case model.Matrix():
            yield from (opgave.kort for opgave in monitor.opgaven)
            yield from (doel.naam for doel in monitor.doelen)
        case model.Doelen():
            yield from (text for doel in monitor.doelen for text in (doel.naam, doel.toelichting))
        case model.Kleuren():
            yield from (text for kleur in monitor.kleuren for text in (kleur.woord, kleur.uitleg))
        case model.Definities():
            yield from (text for indicator in monitor.indicatoren for text in _definitie(indicator))
        case model.Bronnen():
            yield from (text for bron in monitor.bronnen for text in (bron.titel, bron.systeem, bron.toelichting))
        case model.Meldingen():
            yield from (text for finding in monitor.meldingen for text in (finding.wat, finding.gevolg, finding.doen))


def _tegel(indicator: model.Indicator) -> Iterator[str]:
    yield from (indicator.naam, indicator.weergave, indicator.noem, indicator.reden_ontbreekt or "")
    yield indicator.vergelijking.verschil_tekst if indicator.vergelijking else ""
    yield from (indicator.norm_weergave, indicator.voorbehoud, indicator.woord, indicator.betekenis)


def _definitie(indicator: model.Indicator) -> Iterator[str]:
    yield from (indicator.naam, indicator.definitie, indicator.weergave, indicator.in_woorden)
    yield from (indicator.norm_weergave, indicator.norm_bron, indicator.regel, indicator.voorbehoud)
    yield indicator.toelichting


def _opgave(opgave: model.Opgave) -> Iterator[str]:
    yield from (opgave.kort, opgave.woord, opgave.naam, opgave.over, opgave.voortgang, opgave.activiteiten)
    yield from (opgave.oorzaak, opgave.gevolg, opgave.vervolg, opgave.toelichting, opgave.regel)
    yield opgave.verantwoordelijk


def _tabel(tabel: model.Tabel) -> Iterator[str]:
    yield from (tabel.titel, tabel.rijkop, *(kolom.kop for kolom in tabel.kolommen))
    for rij in tabel.rijen:
        yield from (rij.naam, rij.noot, *(cel.weergave for cel in rij.cellen))
    yield from tabel.noten
