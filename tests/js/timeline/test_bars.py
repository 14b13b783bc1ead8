"""Bars of the timeline and the strips against a reference that counts day by day."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.model.timespan import EPOCH
from tests.js import reference as ref

SETTINGS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
BARS = """
async ([packed, view, by, clock, window, sure, provinces]) => {
  const [{ Scene }, { parse }, { Axis }, { countBars }, strips] = await Promise.all(
    ["scene/scene", "scene/columns", "timeline/axis", "timeline/bars", "panel/province_counts"]
      .map((name) => import(`/js/${name}.js`)));
  const scene = new Scene();
  scene.setData(parse(Uint8Array.from(atob(packed), (c) => c.charCodeAt(0)).buffer));
  scene.setAsOf(clock);
  scene.setWindow(...window);
  scene.setContainment(sure);
  scene.setFilters({ province: new Set(provinces) });
  const axis = new Axis(-4000, 6000, 800);
  axis.show(...view);
  const bars = countBars(scene, axis, by);
  const all = new Axis(-4000, 6000, 100);
  return {
    unit: bars.unit.name, edges: [...bars.edges], series: bars.series.map((a) => [...a]),
    totals: [...bars.totals], peak: bars.peak, view: [axis.from, axis.to],
    strips: strips.provinceBars(scene, all).series.map((a) => a.reduce((x, y) => x + y, 0)),
    counts: [...strips.countProvinces(scene)],
  };
}
"""
VIEWS = st.tuples(st.integers(-1500, 1500), st.sampled_from([20, 100, 400, 3000, 9000])).map(
    lambda pair: [pair[0], pair[0] + pair[1]]
)
DAY = st.integers(-1000, 1000)


def bar_of(day, unit):
    """Return the first day of the bar that holds a day, by Python's calendar."""
    here = EPOCH + timedelta(days=day)
    if unit == "day":
        return day
    if unit == "week":
        return day - here.weekday()
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    index = (here.year * 12 + here.month - 1) // months * months
    return (date(index // 12, index % 12 + 1, 1) - EPOCH).days


def split(rows, unit, group_of):
    """Count each event as one, shared out evenly over its days, exactly."""
    shares = Counter()
    for event in rows:
        days = range(event["first"], event["first"] + event["days"])
        for bar, inside in Counter(bar_of(day, unit) for day in days).items():
            shares[group_of(event), bar] += Fraction(inside, event["days"])
    return shares


def counted(rows, clock, provinces=()):
    chosen = {ref.PROVINCES.index(iso) for iso in provinces}
    public = [e for e in rows if clock is None or e["changes"][0][0] <= clock]
    return [e for e in public if not chosen or e["province"] in chosen]


@SETTINGS
@given(
    rows=ref.events(size=8),
    view=VIEWS,
    by=st.sampled_from(["type", "status"]),
    clock=st.none() | DAY,
    provinces=st.sets(st.sampled_from(ref.PROVINCES)),
)
def test_bars_share_each_event_evenly_over_its_days(modules, rows, view, by, clock, provinces):
    sent = [ref.packed(rows), view, by, clock, [0, 0], False, sorted(provinces)]
    got = modules.evaluate(BARS, sent)
    group_of = (lambda e: e["type"]) if by == "type" else (lambda e: ref.status_at(e, clock))
    expected = split(counted(rows, clock, provinces), got["unit"], group_of)
    totals = Counter()
    for group, series in enumerate(got["series"]):
        for edge, value in zip(got["edges"], series, strict=False):
            exact = float(expected[group, edge])
            totals[edge] += exact
            assert abs(value - exact) < 1e-9
    assert all(
        abs(got["totals"][n] - totals[edge]) < 1e-9 for n, edge in enumerate(got["edges"][:-1])
    )
    assert abs(got["peak"] - max(totals.values(), default=0)) < 1e-9
    assert got["edges"][0] <= got["view"][0]
    assert got["edges"][-1] >= got["view"][1]


@SETTINGS
@given(
    rows=ref.events(size=10),
    clock=st.none() | DAY,
    window=st.tuples(DAY, st.integers(0, 800)).map(lambda pair: [pair[0], pair[0] + pair[1]]),
    sure=st.booleans(),
    provinces=st.sets(st.sampled_from(ref.PROVINCES)),
)
def test_strips_count_as_if_no_province_were_filtered(
    modules, rows, clock, window, sure, provinces
):
    sent = [ref.packed(rows), [-1000, 1000], "type", clock, window, sure, sorted(provinces)]
    got = modules.evaluate(BARS, sent)
    seen = ref.visible(rows, window, sure, clock, {})
    shown = Counter(rows[index]["province"] for index in seen)
    assert got["counts"] == [shown[n] for n in range(len(ref.PROVINCES))]
    everything = Counter(event["province"] for event in counted(rows, clock))
    for n, total in enumerate(got["strips"]):
        assert abs(total - everything[n]) < 1e-9
