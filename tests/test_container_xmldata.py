"""The XML dataset: typed cells from described columns, and every other XML refused."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.tekst import LANGSTE_VELD
from werkmonitor.bronnen.containers.weigeren import OnleesbaarError
from werkmonitor.bronnen.containers.xmldata import PRODUCENT, lees_xmldata
from werkmonitor.bronnen.sheet import Foutcel, Sheet, Waarde
from werkmonitor.programma.bron import Lezen

XMLDATA = "http://developer.cognos.com/schemas/xmldata/1/"
NIL = '<value xs:nil="true" />'


def dataset(items: dict[str, str], *rows: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    described = "".join(f'<item name="{name}" type="{kind}" length="62"/>' for name, kind in items.items())
    body = "".join(f"<row>{row}</row>\n" for row in rows)
    return (
        f'{head}\n<dataset xmlns="{XMLDATA}" xmlns:xs="http://www.w3.org/2001/XMLSchema-instance">\n'
        f"<!-- <dataset><row> -->\n<metadata>\n{described}</metadata>\n<data>\n{body}</data>\n</dataset>\n"
    )


def values(*texts: object) -> str:
    return "".join(f"<value>{text}</value>" for text in texts)


def read(data: str | bytes, **limits: int) -> Sheet:
    raw = data.encode() if isinstance(data, str) else data
    (sheet,), producent = lees_xmldata(raw, "i.xml", Budget(Lezen(**limits), len(raw)))
    assert producent == PRODUCENT
    return sheet


def refusal(data: str | bytes, **limits: int) -> OnleesbaarError:
    with pytest.raises(OnleesbaarError) as caught:
        read(data, **limits)
    assert caught.value.doen
    return caught.value


def test_a_dataset_of_cognos() -> None:
    items = {"Code": "xs:string", "Jaar": "xs:int", "Lasten": "xs:double"}
    sheet = read(dataset(items, values("00  ", 2021, "-1249.5"), values("WW &amp; Wajong", 2022, "1e-010"), NIL * 3))
    assert sheet.rijen == [
        ["Code", "Jaar", "Lasten"],
        ["00  ", 2021.0, -1249.5],
        ["WW & Wajong", 2022.0, 1e-10],
        [None, None, None],
    ]
    assert not sheet.tekst
    assert sheet.naam == ""
    assert str(sheet.plek(1, 2)) == "i.xml › C2"


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("xs:string", "00012", "00012"),
        ("xs:string", "#N/B", Foutcel("#N/B")),
        ("xs:string", "   ", None),
        ("xs:iets", "12", "12"),
        ("xs:decimal", " 25293695.52 ", 25293695.52),
        ("xs:long", "9007199254740993", "9007199254740993"),  # a float would round it
        ("xs:double", "/0", "/0"),
        ("xs:double", "1.249,50", "1.249,50"),
        ("xs:double", "NaN", "NaN"),
        ("xs:double", "", None),
        ("xs:date", "2021-01-31", date(2021, 1, 31)),
        ("xs:date", "2021-02-31", "2021-02-31"),
        ("xs:date", "jan. 2021", "jan. 2021"),
        ("xs:dateTime", "2021-01-31T00:00:00", date(2021, 1, 31)),
        ("xs:dateTime", "2021-01-31T10:05:00.000000000Z", datetime(2021, 1, 31, 10, 5)),  # noqa: DTZ001
        ("xs:time", "10:05:00", time(10, 5)),
        ("xs:time", "25:05:00", "25:05:00"),
        ("xs:time", "ochtend", "ochtend"),
        ("xs:boolean", "true", True),
        ("xs:boolean", "ja", "ja"),
    ],
)
def test_cells_have_the_type_of_their_item(kind: str, text: str, expected: Waarde) -> None:
    value = read(dataset({"Kop": kind}, values(text))).waarde(1, 0)
    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings(encoding: str) -> None:
    text = dataset({"Wijk": "xs:string"}, values("Súdwest"), head=f'<?xml version="1.0" encoding="{encoding}"?>')
    assert read(text.encode(encoding)).waarde(1, 0) == "Súdwest"


def test_only_headers_and_doubles_of_them() -> None:
    text = dataset({"Aantal": "xs:int"}).replace("</metadata>", '<item name="Aantal" type="xs:int"/></metadata>')
    assert read(text).rijen == [["Aantal", "Aantal"]]


def test_unknown_elements_are_nothing() -> None:
    text = dataset({"a": "xs:int"}, "<note><value>9</value></note>" + values("1<b>2</b>"))
    assert read(text).rijen == [["a"], [12.0]]


@pytest.mark.parametrize(("row", "count"), [(values(1), 1), (values(1, 2, 3), 3), ("", 0)])
def test_a_row_with_other_columns_is_refused(row: str, count: int) -> None:
    error = refusal(dataset({"a": "xs:int", "b": "xs:int"}, values(1, 2), row))
    assert error.wat == f"Rij 3 heeft {count} waarden, en er zijn 2 kolommen."
    assert error.cel == "A3"


def test_what_is_no_dataset() -> None:
    text = dataset({"a": "xs:int"}, values(1))
    assert "regel 9" in refusal(text[: text.index("</row>")] + "\n\n").wat
    assert "regel 1" in refusal("<dataset>\x01").wat
    assert "regel 4" in refusal(dataset({"a": "xs:int"}).replace("<metadata>", "<metadata>&onbekend;")).wat
    assert "beschadigd" in refusal(text.replace("utf-8", "cp-onbekend")).wat
    assert "beschadigd" in refusal(text.encode() + b"\xff").wat
    assert "geen export van Cognos" in refusal("<x><dataset/></x>").wat
    assert "geen export van Cognos" in refusal("<dataset>" + "<a>" * 100).wat
    assert "geen kolommen" in refusal("<dataset/>").wat
    late = text.replace("</data>", "</data><metadata><item/></metadata>")
    assert "beschrijving van de kolommen" in refusal(late).wat


def test_entities_are_never_looked_at() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    assert (
        "documenttype" in refusal(dataset({"a": "xs:int"}, values("&b;")).replace("<dataset ", f"{bomb}<dataset ")).wat
    )
    outside = '<!DOCTYPE x SYSTEM "file:///etc/passwd">'
    assert "documenttype" in refusal(f"{outside}<dataset/>").wat


def test_limits() -> None:
    assert refusal(dataset({"a": "xs:string"}, values("x" * (LANGSTE_VELD + 1)))).cel == "A2"
    assert "veel te veel cellen" in refusal(dataset({"a": "xs:int"}, *[values(1)] * 1001), max_cellen=1000).wat
    wide = dataset({f"k{rank}": "xs:int" for rank in range(16_385)})
    assert "beschrijving" in refusal(wide).wat


@given(
    st.lists(st.tuples(st.text("ab &<>é\n", max_size=5), st.floats(allow_nan=False, allow_infinity=False)), max_size=5)
)
def test_what_is_written_is_read(records: list[tuple[str, float]]) -> None:
    escaped = [(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"), n) for text, n in records]
    sheet = read(dataset({"Naam": "xs:string", "Getal": "xs:double"}, *[values(text, repr(n)) for text, n in escaped]))
    assert [list(row) for row in sheet.rijen[1:]] == [[text if text.strip() else None, n] for text, n in records]


@given(st.binary(max_size=200))
def test_any_end_is_refused_or_read(data: bytes) -> None:
    start = dataset({"a": "xs:int"}, values(1)).encode()
    with pytest.raises(OnleesbaarError):
        read(start[:-20] + data + b"<")
