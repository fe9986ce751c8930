import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkmonitor.bronnen.containers.rooster import sheet_van_rijen
from werkmonitor.bronnen.feiten import Bronbestand
from werkmonitor.bronnen.herkennen.blok import toml
from werkmonitor.bronnen.herkennen.proeflezen import programma_van
from werkmonitor.bronnen.herkennen.voorstel import Voorstel
from werkmonitor.bronnen.opbouw.register import registerrijen
from werkmonitor.bronnen.sheet import Waarde
from werkmonitor.bronnen.tabellen.kennis import Kennis
from werkmonitor.bronnen.tabellen.personen import persoonskolommen
from werkmonitor.bronnen.tabellen.zoeken import zoek_tabel
from werkmonitor.bronnen.waarden.persoon import NIET_GETOOND, kort, sleutel_tot_persoon, wijst_persoon_aan
from werkmonitor.findings import Finding, Location, zichtbaar

GEBOORTE = ("Geb. dat.", "Geb.dat", "Geb dat", "Geboren", "Geboren op", "DOB", "Geboorteplaats")
BEREIKBAAR = ("Tel.", "Tel", "Tel.nr.", "Mobiel", "Mobiel nr", "Mail", "Huisnr", "Huisnr.", "Bankrekening", "Rek.nr.")
NAMEN = ("Volledige naam", "Naam volledig", "Naam persoon", "Naam partner", "Naam aanvrager", "Voorl.", "Full name")
NUMMERS = (
    *("Sofi nr", "SSN", "B.S.N.", "B S N", "\uff22\uff33\uff2e", "Anummer", "A-nummer", "Persnr", "Personeelsnummer"),
    *("Customer ID", "Person ID", "Kundennummer", "Kli\xebntnummer", "Relatienr", "Relatienummer", "Debiteurnummer"),
    *("Administratienummer", "Uitkeringsnummer", "PGB-nr", "Tussenvoegsel", "BSN:"),
)
WAT_ER_IN_STAAT = (
    *(
        "Cli\xebnt",
        "Client",
        "Klant",
        "Kandidaat",
        "Deelnemer",
        "Burger",
        "Inwoner",
        "Aanvrager",
        "Betrokkene",
        "Namen",
    ),
    *("Partner", "Contactpersoon", "Medewerker", "Postcode", "Geboortejaar", "Dossiernummer", "Zaaknummer", "Name"),
)
GEWOON = (
    """
Naam indicator;Naam regeling;Naam bron;Mailing verstuurd;Telling;Partnerinkomen;Aantal deelnemers;Teldatum;Wijknaam
Gemeentenaam;Adresseringen;Klanttevredenheid;Klanten;Deelnemers;Inwoners per wijk;Kandidaten geplaatst;Medewerkers fte
Burgerparticipatie;Burgerlijke staat;Partnerschap;Met partner;Aanvraagdatum;Aanvragen;Betrokken partij;Postcodegebied
Postcode 4;Geboorteland;Leeftijdsklasse;Rekening;Grootboekrekening;Grootboekrekeningnummer;Kostenplaats;Relatie;Volgnr
Administratie;Debiteuren;Uitkeringen;Uitkeringssoort;Dossiers;Zaaktype;Soort dossier;Zaken afgehandeld;Persoonlijke PGB
Personen;Aantal personen;Personeel;Bijstand telt;Telefonisch;Mobiliteit;Voorlopig;Voorl. cijfer;Huisvesting;Straatcode
Bankkosten;Naamloos;Nummer;Regelnummer;Weeknummer;Jaar;Maand;Peildatum;Aantal;Bedrag;Reden be\xebindiging;Besluit;ASBEST
""".replace("\n", ";")
    .strip(";")
    .split(";")
)


@pytest.mark.parametrize(
    "kop",
    [
        "BSN",
        "Burgerservicenummer",
        "Cliëntnummer",
        "client nr",
        "client_id",
        "Geboortedatum",
        "Geb. datum",
        "Naam cliënt",
        "Cliënt naam",
        "Achternaam partner",
        "Adres",
        "Telefoon",
        "Telefoonnummer",
        "E-mail",
        "E-mailadres",
        "IBAN",
        "Rekeningnummer",
        "BSN-nummer",
        "Klantnummer",
        "Persoonsnummer",
        "Dossiernr",
        "Zaaknummer",
        "Naam klant",
        "Voornamen",
        "Voorletters",
        "Geboortedag",
        "Last name",
        "Date of birth",
        "Geburtsdatum",
        "Paspoortnummer",
        "Mobielnummer",
        "B\N{ZERO WIDTH SPACE}SN",
        "Naam",
        *GEBOORTE,
        *BEREIKBAAR,
        *NAMEN,
        *NUMMERS,
        *WAT_ER_IN_STAAT,
    ],
)
def test_headers_that_identify(kop: str) -> None:
    assert wijst_persoon_aan(kop)


@pytest.mark.parametrize(
    "kop",
    [
        "Aantal cliënten",
        "Reden",
        "Leeftijd",
        "Naam regeling",
        "Naam ketenpartner",
        "Klantgroep",
        "Aantal dossiers",
        "Documenten",
        "Telefonisch contact",
        "Opgave",
        "BSN " * 30,
    ],
)
def test_headers_that_do_not(kop: str) -> None:
    assert not wijst_persoon_aan(kop)


@pytest.mark.parametrize("kop", GEWOON)
def test_ordinary_headers_do_not(kop: str) -> None:
    assert not wijst_persoon_aan(kop)
    assert not sleutel_tot_persoon(kop)


@pytest.mark.parametrize("kop", WAT_ER_IN_STAAT)
def test_a_declared_role_is_a_breakdown(kop: str) -> None:
    assert not wijst_persoon_aan(kop, gedeclareerd=True)


@pytest.mark.parametrize("text", ["BSN", "BSN: 1", "Naam:", "Naam: Jan Jansen", "Geboortedatum"])
def test_a_key_names_a_person_anywhere(text: str) -> None:
    assert sleutel_tot_persoon(text)


@pytest.mark.parametrize("text", ["Telefoon", "E-mail: x", "Adres:", "Klant: Gemeente X", "Let op: BSN", "x" * 3000])
def test_a_letterhead_or_value_does_not(text: str) -> None:
    assert not sleutel_tot_persoon(text)


def rijen(*rows: str) -> list[list[Waarde]]:
    return [[int(text) if text.isdecimal() else text or None for text in row.split("|")] for row in rows]


LIJST_BRON = """
[[dimensie]]
id = "besluit"
naam = "Besluit"
open = true
[[bron]]
id = "a"
titel = "A"
bestand = "*"
vorm = "lijst"
tijd = { jaar = "Jaar" }
dimensies = { besluit = "Besluit" }
[bron.maten.aantal]
kolom = "Aantal"
eenheid = "aantal"
"""
KRUIS_BRON = """
[[dimensie]]
id = "wie"
naam = "Wie"
open = true
[[bron]]
id = "a"
titel = "A"
bestand = "*"
vorm = "kruistabel"
rijen = ["maand"]
kolommen = ["wie"]
[bron.maten.aantal]
eenheid = "aantal"
"""
LIJST = ["Jaar|Besluit|Aantal", "2021|Telefoon|5", "2021|Klant|6"]


def gezien(*rows: str, bron: str = LIJST_BRON, geraden: bool = False) -> list[str]:
    programma = programma_van(bron)
    assert programma is not None
    kennis = Kennis(programma, programma.bron[0])
    sheet = sheet_van_rijen("x.xlsx", "Blad1", rijen(*rows))
    tabel, _ = zoek_tabel(sheet, kennis)
    found = persoonskolommen(sheet, kennis, tabel, geraden=geraden)
    assert "CANARY" not in str(found)
    return [finding.vindplaats.cel or "" for finding in found if finding.vindplaats]


@pytest.mark.parametrize(
    ("rows", "cellen"),
    [
        ([*LIJST, "", "BSN|Naam|", "CANARY|CANARY|"], ["A5", "B5"]),
        ([*LIJST, "BSN|Naam|", "CANARY|CANARY|"], ["A4", "B4"]),
        ([*LIJST, "", "Klant|Bedrag|", "CANARY|3|"], ["A5"]),
        ([*LIJST, "", "BSN||", "CANARY||"], ["A5"]),
        (["BSN:|CANARY", "Naam: CANARY", *LIJST], ["A1", "A2"]),
        (["Naam|Bedrag", "CANARY|3", "", *LIJST], ["A1"]),
        (["Jaar|Besluit|Aantal|Gegevens", "|||BSN", "2021|ja|5|CANARY"], ["D2"]),
        ([*LIJST, "2021|ja|5||BSN", "2021|ja|6||CANARY"], ["E4"]),
    ],
)
def test_a_table_of_persons_around_the_declared_one(rows: list[str], cellen: list[str]) -> None:
    assert gezien(*rows) == cellen
    assert gezien(*rows, geraden=True) == cellen


@pytest.mark.parametrize(
    "rows",
    [
        LIJST,
        [*LIJST, "", "Afgewezen|Telefoon|7", "2021|E-mail|"],
        ["Klant: Gemeente X", "E-mail:|info", "Let op: zonder BSN", *LIJST],
        [*LIJST, "", *LIJST],
        [*LIJST, "", "Exclusief de aanvragen zonder geldig BSN||"],
        [*LIJST, "ja|Telefoon|", "2021|Partner|"],
    ],
)
def test_values_titles_and_footnotes_are_no_persons(rows: list[str]) -> None:
    assert gezien(*rows) == []


def test_a_role_over_the_numbers_of_a_crosstab_is_a_label() -> None:
    assert gezien("Maand|Klant|Partner", "jan 2021|1|2", "feb 2021|3|4", bron=KRUIS_BRON) == []
    assert gezien("Klant|jan 2021|feb 2021", "CANARY|1|2", bron=KRUIS_BRON.replace('"maand"', '"wie"', 1)) != []


def test_nothing_of_a_register_steers_what_shows() -> None:
    ruw = "\x1b[31mrood\x1b]0;t\x07\r\ntwee\u202eRTL\u2066\tx\x85drie a\u200db"
    assert zichtbaar(ruw) == "[31mrood]0;t\ntweeRTL\tx\ndrie a\u200db"
    assert zichtbaar("gewoon  met twee") == "gewoon  met twee"


def test_a_declared_name__names_something_else_but_a_declared_bsn_does_not() -> None:
    assert not wijst_persoon_aan("Naam", gedeclareerd=True)
    assert wijst_persoon_aan("BSN", gedeclareerd=True)


def test_what_a_finding_may_quote() -> None:
    assert kort("  te  laat ") == "te laat"
    assert kort("x" * 41) == "x" * 39 + "…"
    assert kort("111222334") == "111222334", "no burgerservicenummer passes it"
    assert kort("jan. 2021 t/m 31-12-2021 08:00") == "jan. 2021 t/m 31-12-2021 08:00"
    assert kort("01-01-2021 12:05") == "01-01-2021 12:05"
    assert kort("€ 41.667.969,00") == "€ 41.667.969,00"


@pytest.mark.parametrize(
    "text",
    [
        "nummer 111222333",
        "bsn111222333",
        "1112.22.333",
        "111 222 333",
        "111.222.333",
        "10000008",  # without its leading zero
        "1234567890123",
        "jan@voorbeeld.nl",
        "NL91ABNA0417164300",
        "nl91 abna 0417 1643 00".replace(" ", ""),
        "06-12345678",
        "0612345678",
        "+31 612345678",
        "0513-617617",
    ],
)
def test_what_a_finding_never_quotes(text: str) -> None:
    assert kort(text) == NIET_GETOOND
    assert kort(f"zie {text}, graag") == NIET_GETOOND


def test_nothing_in_a_quote_steers_the_terminal() -> None:
    assert kort("a\x1b[31m\r\nb\N{RIGHT-TO-LEFT OVERRIDE}c\x07\ud800") == "a[31m bc"
    assert kort("x" * 10_000_000).endswith("…")


@given(st.text(max_size=60))
def test_a_quote_is_one_short_printable_line(text: str) -> None:
    assert kort(text).isprintable()
    assert len(kort(text)) <= 40


@given(st.integers(0, 99_999_999))
def test_no_burgerservicenummer_is_ever_quoted(number: int) -> None:
    weighed = sum(int(digit) * weight for digit, weight in zip(f"{number:08d}", range(9, 1, -1), strict=True))
    if (check := weighed % 11) < 10:
        bsn = f"{number:08d}{check}"
        assert kort(f"cliënt {bsn}") == NIET_GETOOND
        assert bsn not in str(Finding("x", "info", f"Blad '{bsn}'.", Location(f"map/{bsn}.xlsx", bsn), bsn, bsn))


def test_a_register_row_and_a_block_hold_nothing_that_steers() -> None:
    bron = "[[bron]]\nid='r'\ntitel='R'\nbestand='*'\nvorm='register'\n[bron.velden]\nnr='Nr'\nreden='Reden'\n"
    programma = programma_van(bron)
    assert programma is not None
    sheet = sheet_van_rijen("x.xlsx", "Blad1", [["Nr", "Reden"], ["a", "\x1b[31mrood\x07\u202eRTL"]])
    tabel, _ = zoek_tabel(sheet, Kennis(programma, programma.bron[0]))
    assert tabel is not None
    rows, _ = registerrijen(tabel, Bronbestand("x.xlsx", "0", "r", "2021"))
    assert [row.velden["reden"] for row in rows] == ["[31mroodRTL"]
    titel = "a\u202eb\x85c\U000e0001\x7f"
    blok = toml(Voorstel("r", (), [], {"id": "r", "titel": titel}))
    assert blok.replace("\n", "").isprintable()
    assert tomllib.loads(blok)["bron"][0]["titel"] == titel
