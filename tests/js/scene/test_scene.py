"""The browser's scene against the plain reference, on random events, windows and filters."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.js import reference as ref

SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SETUP = """
async ([packed, window, sure, clock, filters, extra]) => {
  const { Scene } = await import("/js/scene/scene.js");
  const { parse } = await import("/js/scene/columns.js");
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  const scene = new Scene();
  scene.setData(parse(bytes.buffer));
  scene.setWindow(window[0], window[1]);
  scene.setContainment(sure);
  scene.setAsOf(clock);
  const sets = {};
  for (const [key, value] of Object.entries(filters)) {
    sets[key] = key === "certainty" ? value
      : key === "words" ? Uint8Array.from(value) : new Set(value);
  }
  scene.setFilters(sets);
  RETURN
}
"""
VISIBLE = SETUP.replace(
    "RETURN",
    """
  const n = scene.columns.n;
  const [low, high] = scene.range();
  const asked = [...Array(n).keys()].filter((i) => scene.visible(i));
  return { rows: scene.rows(), asked, count: scene.count(), few: scene.rows(2),
           outside: asked.filter((i) => i < low || i >= high),
           provinces: [...scene.provinceCounts()],
           ids: [...Array(n).keys()].map((i) => scene.idText(i)),
           found: [...Array(n).keys()].map((i) => scene.rowOf(scene.idText(i))) };
""",
)
HISTOGRAM = SETUP.replace(
    "RETURN", "return scene.histogram(Int32Array.from(extra), { by: 'type' }).map((a) => [...a]);"
)

SAMPLE = SETUP.replace("RETURN", "const s = scene.sampleRows(3); return s && [...s.rows];")
COUNT = SETUP.replace(
    "RETURN",
    """
  const { DayCounts } = await import("/js/scene/time_index.js");
  const counts = new DayCounts(scene.columns, scene.mask(), scene.clock, scene.extent);
  return counts.overlapping(scene.window);
""",
)
FOLLOWED = SETUP.replace(
    "RETURN",
    """
  const { Sweep } = await import("/js/scene/sweep.js");
  const { Density } = await import("/js/map/events/density.js");
  const { Dots } = await import("/js/map/events/point_raster.js");
  const { Areas } = await import("/js/map/events/areas.js");
  const dots = new Dots(scene.columns);
  const areas = new Areas(scene.columns, dots.others);
  const frame = { width: 300, height: 300, scale: 200, x: 20, y: 20, ratio: 1, copies: [0, 1] };
  const [density, again] = [new Density(), new Density()];
  const seen = new Set(scene.rows());
  let moment = scene.moment;
  density.count(frame, scene, dots.world);
  areas.counted(scene);
  const answers = [];
  for (const [first, last] of extra) {
    scene.setWindow(first, last);
    // Few rows are cheaper counted anew; the sweep itself is what is asked here.
    const sweep = new Sweep(scene.columns);
    sweep.n = Infinity;
    const change = (row, step) => (step > 0 ? seen.add(row) : seen.delete(row));
    if (!sweep.run(moment, scene.moment, change)) throw new Error("not followed");
    moment = scene.moment;
    scene.changesSince = (then, told) => sweep.run(then, scene.moment, told);
    density.follow(frame, scene, dots.world);
    again.count(frame, scene, dots.world);
    answers.push({
      rows: [...seen].sort((a, b) => a - b),
      cells: [...density.cells].join() === [...again.cells].join(),
      sums: [density.total === again.total, density.most === again.most],
      areas: areas.counted(scene).map((area) => [area.key, area.count, area.rows.length]),
    });
  }
  return answers;
""",
)

DAY = st.integers(-1000, 1000)
WINDOW = st.tuples(DAY, st.sampled_from([0, 1, 29, 92, 93, 400, 3000])).map(
    lambda pair: (pair[0], pair[0] + pair[1])
)
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "province": st.sets(st.sampled_from(ref.PROVINCES)),
        "type": st.sets(st.sampled_from(ref.TYPES)),
        "actor": st.sets(st.sampled_from(ref.ACTORS)),
        "source": st.sets(st.sampled_from(ref.ACTORS)),
        "status": st.sets(st.sampled_from(ref.STATUSES)),
        "certainty": st.integers(0, 100),
        "words": st.sets(st.integers(0, 11)),
    },
)


def _ask(page, script, rows, window, sure=False, clock=None, filters=None, extra=None):
    sent = {
        key: ref.bits(value, len(rows))
        if key == "words"
        else value
        if key == "certainty"
        else sorted(value)
        for key, value in (filters or {}).items()
    }
    return page.evaluate(script, [ref.packed(rows), list(window), sure, clock, sent, extra])


@SETTINGS
@given(
    rows=ref.events(),
    window=WINDOW,
    sure=st.booleans(),
    clock=st.none() | DAY,
    filters=FILTERS,
)
def test_visible_set_equals_the_reference(modules, rows, window, sure, clock, filters):
    got = _ask(modules, VISIBLE, rows, window, sure, clock, filters)
    expected = ref.visible(rows, window, sure, clock, filters)
    assert got["rows"] == expected
    assert got["asked"] == expected
    assert got["outside"] == []
    assert got["count"] == len(expected)
    assert got["few"] == expected[:2]
    counts = {}
    for row in expected:
        if rows[row]["province"] != ref.NONE:
            iso = ref.PROVINCES[rows[row]["province"]]
            counts[iso] = counts.get(iso, 0) + 1
    assert dict(got["provinces"]) == counts


@SETTINGS
@given(rows=ref.events(), window=WINDOW, clock=st.none() | DAY, filters=FILTERS)
def test_counting_by_days_gives_the_same_number(modules, rows, window, clock, filters):
    got = _ask(modules, COUNT, rows, window, False, clock, filters)
    assert got == len(ref.visible(rows, window, False, clock, filters))


@SETTINGS
@given(rows=ref.events(), window=WINDOW, sure=st.booleans(), filters=FILTERS)
def test_a_sample_holds_visible_events_only(modules, rows, window, sure, filters):
    got = _ask(modules, SAMPLE, rows, window, sure, filters=filters)
    expected = ref.visible(rows, window, sure, None, filters)
    assert got is None or (set(got) <= set(expected) and len(set(got)) == len(got))


@SETTINGS
@given(
    rows=ref.events(),
    windows=st.lists(WINDOW, min_size=2, max_size=5),
    clock=st.none() | DAY,
    filters=FILTERS,
)
def test_following_a_window_gives_what_counting_anew_gives(modules, rows, windows, clock, filters):
    got = _ask(modules, FOLLOWED, rows, windows[0], False, clock, filters, windows[1:])
    for answer, window in zip(got, windows[1:], strict=True):
        assert answer["rows"] == ref.visible(rows, window, False, clock, filters)
        assert answer["cells"]
        assert answer["sums"] == [True, True]
        assert all(count == found > 0 for _, count, found in answer["areas"])


@SETTINGS
@given(rows=ref.events(4))
def test_ids_read_as_python_writes_them(modules, rows):
    got = _ask(modules, VISIBLE, rows, (0, 0))
    assert got["ids"] == [ref.id_text(row["id"]) for row in rows]
    assert [rows[i]["id"] for i in got["found"]] == [row["id"] for row in rows]


@SETTINGS
@given(
    rows=ref.events(),
    edges=st.lists(st.integers(-1200, 5000), min_size=2, max_size=9, unique=True).map(sorted),
    clock=st.none() | DAY,
)
def test_histogram_splits_long_timespans_evenly(modules, rows, edges, clock):
    got = _ask(modules, HISTOGRAM, rows, (0, 0), clock=clock, extra=edges)
    for kind, bars in enumerate(got):
        for j, bar in enumerate(bars):
            expected = 0.0
            for event in rows:
                public = clock is None or event["changes"][0][0] <= clock
                if event["type"] != kind or not public:
                    continue
                inside = min(ref.last(event), edges[j + 1] - 1) - max(event["first"], edges[j]) + 1
                expected += max(0, inside) / event["days"]
            assert bar == pytest.approx(expected, abs=1e-6)
