"""The parts of an XLSX workbook (ECMA-376) that do not depend on what it holds."""

from __future__ import annotations

from collections.abc import Sequence

DAY_STYLE, HEAD_STYLE = 1, 2
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PACKAGED = "application/vnd.openxmlformats-package.relationships+xml"


def package(sheets: Sequence[str]) -> dict[str, str]:
    """Return the text of each part but the sheets, by its name in the package."""
    numbers = range(1, len(sheets) + 1)
    files = [(f"worksheets/sheet{number}", "worksheet") for number in numbers]
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(numbers, sheets, strict=True)
    )
    related = [(kind, f"{file}.xml") for file, kind in [*files, ("styles", "styles")]]
    return {
        "[Content_Types].xml": _types([("workbook", "sheet.main"), ("styles", "styles"), *files]),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{_REL}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(related),
        "xl/styles.xml": _styles(),
    }


def _types(files: Sequence[tuple[str, str]]) -> str:
    each = "".join(
        f'<Override PartName="/xl/{file}.xml" ContentType="{_KIND}.{kind}+xml"/>'
        for file, kind in files
    )
    default = f'<Default Extension="rels" ContentType="{_PACKAGED}"/>'
    return f'{XML}<Types xmlns="{_PACKAGE}/content-types">{default}{each}</Types>'


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _styles() -> str:
    """Return the three looks of a cell: plain, a day, and a bold heading."""
    return (
        f'{XML}<styleSheet xmlns="{MAIN}">'
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        "</cellStyleXfs>"
        '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
