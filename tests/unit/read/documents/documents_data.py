"""Reports of our own, and files of every format made from them."""

from email.message import EmailMessage
from io import BytesIO

from docx import Document as WordFile
from pypdf import PdfReader, PdfWriter

STORY = [
    "Shells fell on the market of Kafr Zita on Tuesday, killing at least four people, doctors say.",
    "The town lies north of Hama. Rescue workers said that two more shells hit the bakery at noon.",
    "An army spokesman denied that its guns had fired on the town that day, and blamed the rebels.",
]
TITLE = "Four die as shells hit a town market"

PLAIN_PAGE = f"""Home
World
Videos

{TITLE}

By Lena Ortega

Published on: 12/04/2016 at 18:20
Last updated: 14/04/2016

Share:
A woman passes the ruined bakery of Kafr Zita, seen in an undated picture from the town.
A woman passes the ruined bakery of Kafr Zita in an undated picture taken from the town.

{STORY[0]}

Most read
Ten places to see in Lisbon this spring
Why Berlin's rents keep rising...Premium

{STORY[1]}

town-square-photo{STORY[2]}

Lena Ortega is a reporter for The Orontes Herald.

Support our reporting: your donation keeps us independent. Subscribe to our newsletter today.

Tags: Syria, Hama

3 responses to "Four die as shells hit a town market"

• Old Hand says:

    Just like Grozny. On 3 March 2016 they did the same in Luanda and killed a hundred people.

• Anna says:

    Nobody was killed in Kafr Zita, my cousin lives there.

Next Story
A new bridge opens in Porto
"""

PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>x</title>
<meta property="og:title" content="{TITLE}">
<meta property="og:site_name" content="Orontes Herald">
<meta name="author" content="Lena Ortega">
<meta property="article:published_time" content="2016-04-12T18:20:00+03:00">
<link rel="canonical" href="https://herald.example/2016/04/12/market">
<script>document.write("<p>Scripted bombs fell on Paris.</p>"); alert(1)</script>
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished":"2016-04-12"}}
</script>
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>{TITLE}</h1><time datetime="2016-04-12">12 April 2016</time>
<figure><img src="a.jpg"><figcaption>The bakery of Kafr Zita in ruins.</figcaption></figure>
<p>{STORY[0]}</p><div style="display:none"><p>Hidden tanks rolled into Vienna.</p></div>
<p>{STORY[1]}</p><p onclick="alert(2)">{STORY[2]}</p></article>
<aside class="related"><h3>Related</h3><a href="/b">A new bridge opens in Porto</a></aside>
<div id="comments"><p>Old Hand: Just like Grozny, where they killed thousands of people.</p></div>
<footer>Copyright Orontes Herald. All rights reserved.</footer></body></html>"""


def word_file(paragraphs):
    """Return the bytes of a Word file."""
    file = WordFile()
    for words in paragraphs:
        file.add_paragraph(words)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def message(body, date="Tue, 12 Apr 2016 18:20:00 +0300", html=False):
    """Return the bytes of an e-mail message."""
    mail = EmailMessage()
    mail["From"] = "Lena Ortega <lena@herald.example>"
    mail["To"] = "desk@herald.example"
    mail["Subject"] = TITLE
    if date:
        mail["Date"] = date
    mail.set_content(body, subtype="html" if html else "plain")
    return bytes(mail)


def pdf_file(pages):
    """Return the bytes of a PDF with a page for each list of lines."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    kids = []
    for lines in pages:
        shown = " T* ".join(f"({_escaped(line)}) Tj" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 750 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        resources = "<< /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R "
            f"/Resources {resources} >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _pdf_bytes(objects)


def _escaped(line):
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _pdf_bytes(objects):
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    return out + (head + table + trailer).encode("latin-1")


def locked_pdf(pages, password="secret"):
    """Return the bytes of a PDF that asks for a password."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf_file(pages))))
    writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
