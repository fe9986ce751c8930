"""The data files described for programs: what the descriptions say is what the files are, and nothing is made up."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

import msgspec
import pytest

from monitor_voorbeeld import indicator, kop, monitor
from werkmonitor.checks.metadata import controleer_metadata
from werkmonitor.formatting import NIET_GETOOND_REDEN
from werkmonitor.monitor import model
from werkmonitor.monitor.kop import Metadata
from werkmonitor.outputs.csv import render
from werkmonitor.outputs.woordenboek import DECIMALEN_ONEINDIG
from werkmonitor.programma.load import load_programma
from werkmonitor.resources import voorbeeld

METADATA = Metadata(
    contact="Team Werk",
    mail="werk@example.nl",
    licentie="CC0",
    url="https://example.nl/monitor/",
    uitgever_id="https://identifier.overheid.nl/tooi/id/gemeente/gm0000",
)
P = "[p]"
STIL = indicator(
    "Stil",
    P,
    waarde=None,
    exact=None,
    norm=3,
    status="niet_getoond",
    reden_ontbreekt=NIET_GETOOND_REDEN,
    verborgen=("waarde", "norm", "oordeel"),
    optelbaar=True,
    respons=model.Cijfer(waarde=None, exact=None, weergave=P, verborgen=True),
    leden=(
        model.Lid(dimensie="reden", lid="a", naam="A", waarde=None, exact=None, weergave=P, reden="x", verborgen=True),
        model.Lid(dimensie="reden", lid="b", naam="B", waarde=-7, exact="-7", weergave="-7"),
    ),
)


def openbaar(**changes: Any) -> model.Monitor:
    metadata = changes.pop("metadata", METADATA)
    head = kop(voorbeeld=False, metadata=metadata, **changes)
    return monitor(doelgroep="openbaar", programma=head, indicatoren=(*monitor().indicatoren, STIL))


def pakket(source: model.Monitor) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render(source, {})["-datapackage.json"])
    return found


def dcat(source: model.Monitor) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render(source, {})["-dcat.jsonld"])
    return found


# A reader that knows nothing of this tool: only what the package says


def gelezen(resource: dict[str, Any], data: bytes) -> list[dict[str, Any]]:
    """Read a file by its description, and hold every value against it."""
    assert (len(data), f"sha256:{sha256(data).hexdigest()}") == (resource["bytes"], resource["hash"])
    dialect, schema = resource["dialect"], resource["schema"]
    text = data.decode(resource["encoding"]).removeprefix("\N{BYTE ORDER MARK}")
    assert text.count(dialect["lineTerminator"]) == text.count("\n")
    options = {"delimiter": dialect["delimiter"], "quotechar": dialect["quoteChar"], "strict": True}
    head, *rows = csv.reader(io.StringIO(text, newline=""), doublequote=dialect["doubleQuote"], **options)
    assert head == [field["name"] for field in schema["fields"]]
    missing = schema["missingValues"]
    pairs = (zip(schema["fields"], row, strict=True) for row in rows)
    return [{field["name"]: waarde(field, value, missing) for field, value in pair} for pair in pairs]


def waarde(field: dict[str, Any], text: str, missing: list[str]) -> Any:
    eisen = field.get("constraints", {})
    if text in missing:
        assert not eisen.get("required"), field["name"]
        return None
    match field["type"]:
        case "number":
            assert re.fullmatch(rf"-?\d+({field['decimalChar']}\d+)?", text), text
            return Decimal(text.replace(field["decimalChar"], "."))
        case "date":
            return date.fromisoformat(text)
        case "boolean":
            return {**dict.fromkeys(field["trueValues"], True), **dict.fromkeys(field["falseValues"], False)}[text]
        case "string":
            assert text in eisen.get("enum", [text]), (field["name"], text)
            return text
    raise AssertionError(field["type"])


@pytest.mark.parametrize("source", [monitor(), openbaar()], ids=["intern", "openbaar"])
def test_each_file_reads_as_its_description_says(source: model.Monitor) -> None:
    files, found = render(source, {}), pakket(source)
    stam = source.bestandsnaam
    rows = [gelezen(resource, files[resource["path"].removeprefix(stam)]) for resource in found["resources"]]
    assert [resource["name"] for resource in found["resources"]] == ["cijfers", "woordenboek"]
    assert len(rows[0]) == sum(1 + len(figure.leden) for figure in source.indicatoren)
    assert {row["kolom"] for row in rows[1]} == {*rows[0][0], "*"}


def test_every_value_reads_back_as_it_is_in_the_monitor() -> None:
    source = openbaar()
    read = gelezen(pakket(source)["resources"][0], render(source, {})[".csv"])
    figures = [row for row in read if row["rij"] == "cijfer"]
    for row, figure in zip(figures, source.indicatoren, strict=True):
        assert (row["waarde"] is None) == (figure.waarde is None)
        assert abs(float(row["waarde"] or 0) - (figure.waarde or 0)) < 10**-DECIMALEN_ONEINDIG
        assert (row["peildatum"] and row["peildatum"].isoformat()) == figure.peildatum
        assert row["voorbeeld"] is False


def test_a_hidden_value_is_a_missing_one_of_its_own_kind() -> None:
    source = openbaar()
    text = render(source, {})[".csv"].decode("utf-8-sig")
    raw = [row for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";") if row["indicator"] == "stil"]
    shown = [(row["waarde"], row["weergave"], row["status"], row["rij"], row["telt_op"]) for row in raw]
    assert shown == [
        (P, P, "niet_getoond", "cijfer", "ja"),
        (P, P, "niet_getoond", "onderdeel", "ja"),
        ("-7", "-7", "", "onderdeel", "ja"),
    ]
    assert (raw[0]["norm"], raw[0]["oordeel"], raw[0]["respons"]) == (P, P, P)
    read = gelezen(pakket(source)["resources"][0], render(source, {})[".csv"])
    assert [row["waarde"] for row in read if row["indicator"] == "stil"] == [None, None, Decimal(-7)]


def test_every_column_is_explained_and_has_one_type() -> None:
    fields = [field for resource in pakket(monitor())["resources"] for field in resource["schema"]["fields"]]
    assert all(field["description"] for field in fields)
    kinds = {field["name"]: field["type"] for field in fields if field["type"] != "string"}
    assert kinds == {
        "waarde": "number",
        "norm": "number",
        "respons": "number",
        "peildatum": "date",
        "voorbeeld": "boolean",
        "telt_op": "boolean",
    }


def test_the_package_says_what_was_declared_and_leaves_out_the_rest() -> None:
    full, bare = pakket(openbaar()), pakket(openbaar(metadata=Metadata()))
    assert full["licenses"][0]["name"] == "CC0-1.0"
    assert full["contributors"] == [{"title": "Gemeente Heerenveen", "email": "werk@example.nl", "role": "publisher"}]
    assert not {"licenses", "homepage"} & bare.keys()
    assert re.fullmatch(r"[-a-z0-9._/]+", bare["name"])
    sources = [(source["bestand"], source["sha256"]) for source in bare["sources"]]
    assert sources == list(dict.fromkeys((bron.bestand, bron.sha256) for bron in openbaar().bronnen))
    assert bare["created"] == "2022-01-01T00:00:00Z"


def test_the_day_of_the_newest_export_is_the_day_of_the_data() -> None:
    bronnen = tuple(msgspec.structs.replace(bron, gedraaid="2022-01-14") for bron in monitor().bronnen[:1])
    assert pakket(monitor(bronnen=(*bronnen, *monitor().bronnen[1:])))["created"] == "2022-01-14T00:00:00Z"


# The catalogue


def iris(part: Any) -> Iterator[str]:
    """Yield every address in JSON-LD."""
    match part:
        case dict():
            for key, value in part.items():
                yield from [value] if key in {"@id", "@type"} and isinstance(value, str) else iris(value)
        case list():
            for each in part:
                yield from iris(each)
        case _:
            return


VERPLICHT = {
    "dct:title", "dct:description", "dct:identifier", "dct:publisher", "dct:creator", "dcat:contactPoint",
    "dcat:theme", "dct:accessRights",
}  # fmt: skip
"""What DCAT-AP-NL 3.0 asks of a data set."""


def test_a_public_data_set_has_everything_that_the_profile_asks() -> None:
    source = openbaar()
    found = dcat(source)
    assert found.keys() >= VERPLICHT
    assert found["@id"] == found["dct:identifier"] == "https://example.nl/monitor/monitor-2021"
    assert found["dct:accessRights"]["@id"].endswith("/access-right/PUBLIC")
    assert found["dcat:theme"]["@id"].endswith("/data-theme/SOCI")
    assert found["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": "mailto:werk@example.nl"}
    days = [found["dct:temporal"][f"dcat:{end}Date"]["@value"] for end in ("start", "end")]
    assert days == ["2021-01-01", "2021-12-31"]
    for distribution in found["dcat:distribution"]:
        assert distribution["dct:license"]["@id"].endswith("/licence/CC0")
        assert distribution["dcat:accessURL"]["@id"] == "https://example.nl/monitor/"
        assert distribution["dcat:downloadURL"]["@id"] == f"https://example.nl/monitor/{distribution['dct:identifier']}"


def test_each_distribution_is_a_file_with_its_size_and_checksum() -> None:
    source = openbaar()
    files = {f"{source.bestandsnaam}{end}": data for end, data in render(source, {}).items() if end != "-dcat.jsonld"}
    parts = dcat(source)["dcat:distribution"]
    sums = [part["spdx:checksum"]["spdx:checksumValue"]["@value"] for part in parts]
    sizes = [int(part["dcat:byteSize"]["@value"]) for part in parts]
    told = dict(zip([part["dct:identifier"] for part in parts], zip(sizes, sums, strict=True), strict=True))
    assert told == {naam: (len(data), sha256(data).hexdigest()) for naam, data in files.items()}


@pytest.mark.parametrize("source", [monitor(), openbaar(), openbaar(metadata=Metadata())])
def test_every_name_is_an_address_or_of_a_vocabulary_that_is_named(source: model.Monitor) -> None:
    found = dcat(source)
    context = found.pop("@context")
    for iri in iris(found):
        prefix, _, rest = iri.partition(":")
        assert rest
        assert prefix in {*context, "http", "https", "mailto"}
    keys = {key.partition(":")[0] for part in _dicts(found) for key in part if not key.startswith("@")}
    assert keys <= context.keys()
    assert "" not in [value for part in _dicts(found) for value in part.values()]


def _dicts(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _dicts(each)


def test_an_internal_monitor_is_restricted_and_has_no_licence_and_no_address() -> None:
    source = monitor(programma=kop(metadata=METADATA))
    found, text = dcat(source), render(source, {})["-dcat.jsonld"].decode()
    assert found["dct:accessRights"]["@id"].endswith("/access-right/RESTRICTED")
    assert "Intern, niet voor publicatie." in found["dct:description"]["@value"]
    assert "example.nl/monitor" not in text
    assert "licence" not in text
    assert not {"licenses", "homepage"} & pakket(source).keys()
    assert found["dct:identifier"] == "gemeente-heerenveen-monitor-2021"


def test_an_edition_says_which_it_is_and_what_it_supersedes() -> None:
    found = dcat(openbaar(editie="2021-u2", vervangt="2021-u1", reden="een telfout."))
    assert found["dcat:version"] == "2021-u2"
    assert found["adms:versionNotes"]["@value"] == "Vervangt 2021-u1: een telfout."


# What is missing


def test_check_tells_what_a_public_monitor_misses_as_open_data() -> None:
    internal = load_programma(voorbeeld())
    assert list(controleer_metadata(internal)) == []
    publicatie = internal.publicatie.model_copy(update={"doelgroep": "openbaar"})
    (found,) = controleer_metadata(internal.model_copy(update={"publicatie": publicatie}))
    assert (found.code, found.ernst) == ("metadata-ontbreekt", "info")
    assert "contact, mail, licentie en url" in found.wat
    metadata = publicatie.metadata.model_copy(
        update={"contact": "a", "mail": "a@b.nl", "licentie": "CC0", "url": "https://x"}
    )
    for whole in ({"metadata": metadata}, {"formaten": ("html",)}):
        ready = internal.model_copy(update={"publicatie": publicatie.model_copy(update=whole)})
        assert list(controleer_metadata(ready)) == []
