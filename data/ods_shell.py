"""A workbook in the OpenDocument format, as LibreOffice saves a plain table; the same cells are the same bytes.

Standard library only; nothing is compressed, because every zlib compresses in its own way.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

_NAMES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
)
_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def ods_workbook(name: str, rows: Sequence[Sequence[str | float | date | None]]) -> bytes:
    """Return the bytes of a workbook of one sheet."""
    width = max(map(len, rows))
    written = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{_NAMES} office:version="1.2"><office:body>'
        f"<office:spreadsheet><table:table table:name={quoteattr(name)}>"
        f'<table:table-column table:number-columns-repeated="{width}"/>{written}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    return _package({"mimetype": _KIND, "content.xml": content, "META-INF/manifest.xml": _MANIFEST})


def _cell(value: str | float | date | None) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, date):
        kind, shown = f'date" office:date-value="{value.isoformat()}', f"{value.day}-{value.month}-{value.year}"
    elif isinstance(value, str):
        kind, shown = "string", escape(value)
    else:
        kind, shown = f'float" office:value="{value!r}', repr(value).replace(".", ",")
    return f'<table:table-cell office:value-type="{kind}"><text:p>{shown}</text:p></table:table-cell>'


def _package(parts: dict[str, str]) -> bytes:
    """Zip the parts; the kind of file stands first, as the format asks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 0  # else it says on which kind of machine it was made
            package.writestr(info, text.encode())
    return out.getvalue()
