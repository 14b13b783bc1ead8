"""Which encoding a table's text is in."""

from __future__ import annotations

from charset_normalizer import from_bytes

# The letters that each Western page has and the others have not, as far as languages use them.
LATIN = {
    "cp1252": "éèêëàâçîïôùûüöäßñáíóúãõåæøÉÈÀÇÖÄÜÑÁÍÓÚÅÆØ",
    "cp1250": "ąćęłńóśźżčďěňřšťůýžőűáéíŁŚŻČŘŠŽ",
    "cp1254": "şığİŞĞçöüÇÖÜ",
}
OTHERS = ("cp1251", "cp1256", "cp1253", "cp1255", "gb18030", "shift_jis", "koi8_r")


def encoding_of(peek: bytes) -> str:
    """Return the encoding of a text that starts like this: UTF-8 unless it cannot be."""
    if peek.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        peek[: peek.rfind(b"\n") + 1].decode("utf-8")
        return "utf-8-sig"
    except UnicodeDecodeError:
        guess = from_bytes(peek, cp_isolation=[*LATIN, *OTHERS]).best()
        if guess and guess.encoding in OTHERS:
            return guess.encoding
        return max(LATIN, key=lambda page: _fit(peek, page))


def _fit(peek: bytes, page: str) -> int:
    """Return how many of a page's own letters a text has when it is read so."""
    text = peek.decode(page, "replace")
    return sum(text.count(letter) for letter in LATIN[page])
