"""What the scene's state tells the rest of the page."""

from tests.js import reference as ref


def test_events_say_what_changed(modules):
    got = modules.evaluate(
        """
async (packed) => {
  const { Scene } = await import("/js/scene/scene.js");
  const { parse } = await import("/js/scene/columns.js");
  const scene = new Scene();
  const heard = [];
  for (const name of ["data", "window", "asOf", "filters", "select", "commit"]) {
    scene.addEventListener(name, (e) => heard.push([name, e.detail]));
  }
  scene.setData(parse(Uint8Array.from(atob(packed), (c) => c.charCodeAt(0)).buffer));
  scene.setWindow(5, 1, { commit: true });
  scene.setAsOf(7);
  scene.setContainment(true, { commit: true });
  scene.select(0, { commit: true, source: "map" });
  scene.selectId("000000000009");
  return heard;
}""",
        ref.packed(
            [
                {
                    "lon": 0.0, "lat": 0.0, "first": 0, "days": 1, "type": 0, "province": 0,
                    "actors": [], "sources": [], "certainty": 1, "changes": [(0, 0)], "id": 33,
                }
            ]
        ),
    )  # fmt: skip
    assert got == [
        ["data", None],
        ["window", None],
        ["commit", {"what": "window", "value": {"first": 1, "last": 5}}],
        ["asOf", None],
        ["window", None],
        ["commit", {"what": "sure", "value": True}],
        ["select", {"row": 0, "id": "000000000011", "source": "map"}],
        ["commit", {"what": "event", "value": "000000000011"}],
        ["select", {"row": -1, "id": "000000000009", "source": ""}],
    ]
