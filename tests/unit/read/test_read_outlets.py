"""What is known of an outlet is passed in: order, company and processes do not count."""

from datetime import date

import pytest

from gazetteer import Gazetteer
from gazetteer.recognise import ToponymReader
from gazetteer.recognise.outlet import MOST_SURVEYED, report_key, worth_surveying
from geo.read.documents import read_document
from geo.read.pipeline import claims_of, process_pool, shared_places, survey
from geo.read.reports import Source, read_reports

DAY = date(2016, 5, 6)
PAGE = (
    '<html><head><link rel="canonical" href="https://{}/{}"></head>'
    "<body><article><p>{}</p></article></body></html>"
)
LOCAL = "Gunmen killed two men in Columbus, Ohio, on Monday, police in Dayton, Ohio, said. Day {}."
OPEN = "Gunmen killed three men in Athens on Monday, police said. They fled, witnesses said."


def source(number, text, host="ohio.example"):
    return Source(f"{number}.html", PAGE.format(host, number, text).encode())


SOURCES = [source(0, OPEN), *[source(n, LOCAL.format(n)) for n in range(1, 9)]]


def results(sources, workers=1):
    """What was read of each source, by its name."""
    if workers == 1:
        found = list(read_reports(sources, DAY))
    else:
        with process_pool(workers) as pool:
            found = list(read_reports(sources, DAY, executor=pool, workers=workers))
    return {each.document.name: [c.as_json() for c in each.claims] for each in found}


def province(claims):
    [found] = claims
    return found["location"]["admin1"]


@pytest.fixture(scope="module")
def together():
    return results(SOURCES)


def test_reports_of_one_outlet_speak_for_each_other(together):
    assert province(together["0.html"]) == "Ohio"
    assert province(results(SOURCES[:1])["0.html"]) != "Ohio"


def test_a_report_alone_reads_the_same_after_others(together):
    alone = results(SOURCES[:1])
    results(SOURCES)
    assert results(SOURCES[:1]) == alone


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("order", [1, -1])
def test_order_and_processes_do_not_count(together, workers, order):
    assert results(SOURCES[::order], workers) == together


def test_another_outlets_reports_do_not_count():
    others = [source(n, LOCAL.format(n), "elsewhere.example") for n in range(1, 9)]
    assert results([SOURCES[0], *others])["0.html"] == results(SOURCES[:1])["0.html"]


def test_documents_are_read_as_files_are(together):
    documents = [read_document(each.data, each.name).published_on(DAY) for each in SOURCES]
    outlets = survey(documents)
    assert outlets == survey(documents[::-1])
    claims = list(claims_of(documents))
    assert [c.as_json() for c in claims] == [c for found in together.values() for c in found]
    with process_pool(2) as pool:
        assert survey(documents, executor=pool) == outlets
        assert list(claims_of(documents, executor=pool)) == claims
    first = [c.as_json() for c in claims_of(documents[:1], shared_places().knowing(outlets))]
    assert province(first) != "Ohio", "a batch of one is surveyed as one"


def test_the_same_knowledge_gives_the_same_toponyms():
    texts = [(OPEN, "ohio.example"), *[(LOCAL.format(n), "ohio.example") for n in range(8)]]
    reader = ToponymReader(Gazetteer().index)
    outlets = reader.survey(texts)
    alone = ToponymReader(Gazetteer().index).parse(*texts[0], outlets)
    assert alone == reader.parse_many(texts, outlets)[0] == reader.parse_many(texts[::-1])[-1]
    assert alone == reader.parse(*texts[0], outlets)
    assert alone != reader.parse(*texts[0])


def test_of_many_reports_some_are_surveyed_the_same_for_any_order():
    keys = [report_key(str(n), "https://www.ohio.example/a") for n in range(3 * MOST_SURVEYED)]
    chosen = worth_surveying(keys)
    assert len(chosen) == MOST_SURVEYED
    assert worth_surveying(keys[::-1]) == chosen
    assert not worth_surveying([keys[0], keys[0], report_key("b", "other.example")])
