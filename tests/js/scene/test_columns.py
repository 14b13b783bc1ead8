"""What the reader of the column file makes of damaged files."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.js import reference as ref

SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
BROKEN = """
async ([packed, cut, flip]) => {
  const { parse } = await import("/js/scene/columns.js");
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  if (flip >= 0) bytes[flip] ^= 255;
  try { parse(bytes.slice(0, bytes.length - cut).buffer); return null; }
  catch (error) { return [error.name, error.message]; }
}
"""


@SETTINGS
@given(cut=st.integers(0, 1000), flip=st.integers(-1, 2000))
def test_damaged_files_are_refused_with_a_sentence(modules, cut, flip):
    rows = [
        {
            "lon": 1.0, "lat": 2.0, "first": day, "days": 3, "type": 0, "province": 0,
            "actors": [0], "sources": [1], "certainty": 50, "changes": [(day, 0)], "id": day,
        }
        for day in range(20)
    ]  # fmt: skip
    size = len(ref.pack(rows))
    got = modules.evaluate(BROKEN, [ref.packed(rows), cut, flip if flip < size else -1])
    if cut == 0 and (flip < 0 or flip >= size):
        assert got is None
    elif got is not None:  # a flip in the header's text may still leave a readable header
        assert got[0] == "DataError"
        assert "Reload the page" in got[1]
    else:
        assert cut == 0
