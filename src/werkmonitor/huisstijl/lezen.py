"""``huisstijl/huisstijl.toml`` and the files that it names → ``Huisstijl``, or every fault in it at once, in Dutch."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from werkmonitor.findings import Finding, InputError, Location
from werkmonitor.formatting import getal
from werkmonitor.huisstijl.bestanden import Onbruikbaar, lees_letter, lees_logo
from werkmonitor.huisstijl.kleur import TEKST
from werkmonitor.huisstijl.model import ONZE, TOKENS, Huisstijl, Kleuren, Letter, Logo, Paar, Tokens
from werkmonitor.huisstijl.sjabloon import BESTAND as SJABLOON
from werkmonitor.huisstijl.sjabloon import lees_sjabloon
from werkmonitor.programma.plaatsen import Plaatsen

MAP = "huisstijl"
BESTAND = "huisstijl.toml"
NAAM = f"{MAP}/{BESTAND}"
SLEUTELS: Mapping[str, tuple[str, ...]] = {
    "kleuren": TOKENS,
    "letter": ("naam", "gewoon", "vet"),
    "logo": ("bestand", "alt"),
    "vorm": ("hoekstraal",),
    "presentatie": ("sjabloon",),
}
"""Every block with its keys."""
MAX_HOEK = 12
MAX_NAAM = 60
"""Characters of the name of a family of letters."""
MAX_ALT = 150
"""Characters of the words that stand in for the logo."""
_KLEUR = re.compile(r"#[0-9a-fA-F]{6}")
_GEVOLG = "Er is niets gemaakt."
Inhoud = Mapping[str, Mapping[str, Any]]


def lees_huisstijl(werkmap: Path) -> Huisstijl:
    """Return the house style of a werkmap, ours where it has none.

    Raises ``InputError`` with a finding for each fault: what is no TOML, a key that does not exist, a file that cannot
    be used, two colours that cannot be told apart.
    """
    sjabloon = werkmap / MAP / SJABLOON
    try:
        tekst = (werkmap / MAP / BESTAND).read_bytes().decode("utf-8-sig")
        inhoud = tomllib.loads(tekst)
    except FileNotFoundError:
        if not sjabloon.is_file():
            return ONZE
        tekst, inhoud = "", {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
        wat = "Dit bestand is niet te lezen: er ontbreekt een teken, of het is niet als UTF-8 opgeslagen."
        _stop([Finding("huisstijl-onleesbaar", "fout", wat, Location(NAAM), _GEVOLG)])
        raise
    lezer = _Lezer(werkmap / MAP, tekst, inhoud)
    stijl = lezer.lees()
    _stop(lezer.findings)
    return stijl


def _stop(findings: list[Finding]) -> None:
    if findings:
        faults = "1 fout" if len(findings) == 1 else f"{len(findings)} fouten"
        raise InputError(f"De huisstijl heeft {faults}; er is niets gemaakt.", findings)


class _Lezer:
    """One file, from its keys to the style; collects what is wrong."""

    def __init__(self, folder: Path, tekst: str, inhoud: Mapping[str, Any]) -> None:
        self.folder = folder
        self.findings: list[Finding] = []
        self.plaatsen = Plaatsen()
        self.plaatsen.lees(NAAM, tekst, inhoud)
        self.inhoud: Inhoud = self._bekend(inhoud)

    def lees(self) -> Huisstijl:
        """Return the style; what is wrong is in ``findings`` then."""
        tokens = self._tokens()
        stijl = Huisstijl(tokens, self._hoek(), self._letter(), self._logo(), self._sjabloon())
        if not self.findings:
            self.findings += [self._contrast(stijl.kleuren, paar) for paar in stijl.kleuren.fouten()]
        return stijl

    def _meld(self, code: str, wat: str, pad: tuple[str, ...], doen: str = "") -> None:
        plek = self.plaatsen.van(pad) or Location(NAAM)
        self.findings.append(Finding(code, "fout", wat, plek, _GEVOLG, doen))

    def _bekend(self, inhoud: Mapping[str, Any]) -> Inhoud:
        """Return the blocks that exist, with the keys that exist; report the others with the nearest."""
        found: dict[str, dict[str, Any]] = {}
        for blok, keys in inhoud.items():
            if blok not in SLEUTELS or not isinstance(keys, dict):
                self._onbekend(f"Het blok [{blok}]", blok, (blok,), tuple(SLEUTELS))
                continue
            for key in keys:
                if key not in SLEUTELS[blok]:
                    self._onbekend(f"De sleutel '{key}'", key, (blok, key), SLEUTELS[blok])
            found[blok] = {key: value for key, value in keys.items() if key in SLEUTELS[blok]}
        return found

    def _onbekend(self, wat: str, woord: str, pad: tuple[str, ...], known: tuple[str, ...]) -> None:
        near = difflib.get_close_matches(woord, known, n=1)
        doen = f"Bedoelt u '{near[0]}'?" if near else f"Bekend zijn: {', '.join(known)}."
        self._meld("huisstijl-sleutel", f"{wat} bestaat niet.", pad, doen)

    def _tokens(self) -> Tokens:
        declared = self.inhoud.get("kleuren", {})
        wrong = {key: value for key, value in declared.items() if not _is_kleur(value)}
        for key in wrong:
            doen = 'Schrijf een kleur als zes tekens na een hekje: "#0a3f60".'
            self._meld("huisstijl-waarde", f"'{key}' is geen kleur.", ("kleuren", key), doen)
        good = {key: value.lower() for key, value in declared.items() if key not in wrong}
        if "hoofdkleur" in good:
            good.setdefault("accent", good["hoofdkleur"])
        return Tokens(**good)

    def _hoek(self) -> int:
        hoek = self.inhoud.get("vorm", {}).get("hoekstraal", ONZE.hoekstraal)
        if isinstance(hoek, int) and not isinstance(hoek, bool) and 0 <= hoek <= MAX_HOEK:
            return hoek
        wat = f"'hoekstraal' moet een geheel getal van 0 tot en met {MAX_HOEK} zijn."
        self._meld("huisstijl-waarde", wat, ("vorm", "hoekstraal"))
        return 0

    def _tekst(self, blok: str, key: str, langste: int = MAX_NAAM) -> str:
        """Return a text that must be there; an empty one where it is not, which is reported."""
        value = self.inhoud[blok].get(key)
        if isinstance(value, str) and value.isprintable() and 0 < len(value.strip()) <= langste:
            return value.strip()
        wat = f"In [{blok}] moet '{key}' een tekst van 1 tot en met {langste} tekens zijn."
        self._meld("huisstijl-waarde", wat, (blok, key))
        return ""

    def _letter(self) -> Letter | None:
        if "letter" not in self.inhoud:
            return None
        naam = self._tekst("letter", "naam")
        files = {key: self._bestand("letter", key) for key in ("gewoon", "vet")}
        try:
            return lees_letter(naam, files["gewoon"], files["vet"]) if all(files.values()) else None
        except Onbruikbaar as error:
            self._meld("huisstijl-letter", str(error), ("letter", error.sleutel))
            return None

    def _logo(self) -> Logo | None:
        if "logo" not in self.inhoud:
            return None
        alt, data = self._tekst("logo", "alt", MAX_ALT), self._bestand("logo", "bestand")
        try:
            return lees_logo(data, alt) if data else None
        except Onbruikbaar as error:
            self._meld("huisstijl-logo", str(error), ("logo", error.sleutel))
            return None

    def _sjabloon(self) -> bytes | None:
        """Return the template for slides: the one that is named, else the one that is there."""
        if "presentatie" in self.inhoud:
            data = self._bestand("presentatie", "sjabloon")
        else:
            path = self.folder / SJABLOON
            data = path.read_bytes() if path.is_file() else b""
        try:
            return lees_sjabloon(data) if data else None
        except Onbruikbaar as error:
            self._meld("huisstijl-sjabloon", str(error), ("presentatie", error.sleutel))
            return None

    def _bestand(self, blok: str, key: str) -> bytes:
        """Return a file of the folder; nothing where it is not there, which is reported."""
        naam = self._tekst(blok, key)
        path = self.folder / naam
        inside = naam and "\\" not in naam and path.resolve().is_relative_to(self.folder.resolve())
        data = path.read_bytes() if inside and path.is_file() else b""
        if naam and not data:
            doen = f"Zet het bestand zelf in de map {MAP}, en schrijf alleen zijn naam."
            self._meld("huisstijl-bestand", f"'{naam}' is er niet, of is leeg.", (blok, key), doen)
        return data

    def _contrast(self, kleuren: Kleuren, paar: Paar) -> Finding:
        declared = paar.token in self.inhoud.get("kleuren", {})
        waarom = "" if declared else f" ('{paar.token}' staat niet in het bestand, dus die kleur is de onze)"
        wat = (
            f"'{paar.token}' is niet goed te zien{waarom}: {paar.wat} ({paar.kleur} op {paar.grond}) heeft een "
            f"contrast van {_verhouding(paar.verhouding)} : 1, en {_verhouding(paar.nodig)} : 1 is nodig."
        )
        near = kleuren.dichtstbij(paar.token)
        doen = f'De dichtstbijzijnde kleur die wel kan: {paar.token} = "{near}".' if near else "Neem lichter papier."
        wie = "een letter" if paar.nodig == TEKST else "een lijn of vorm"
        gevolg = f"Wie minder goed ziet, mist {wie}. {_GEVOLG}"
        plek = self.plaatsen.van(("kleuren", paar.token)) or Location(NAAM)
        return Finding("huisstijl-contrast", "fout", wat, plek, gevolg, doen)


def _is_kleur(value: object) -> bool:
    return isinstance(value, str) and _KLEUR.fullmatch(value) is not None


def _verhouding(value: float) -> str:
    """Write a contrast, rounded down: one that is just too low never looks high enough."""
    return getal(Fraction(int(value * 100), 100), 2)


def lees_of_niets(werkmap: Path) -> Iterator[Finding]:
    """Yield what is wrong with the house style, for who only asks about that."""
    try:
        lees_huisstijl(werkmap)
    except InputError as error:
        yield from error.findings
