"""The map on a page of its own: events to show, and what a pointer does and finds there."""

from tests.js import made_events as made

SHOW = """
async ([packed, at, dark]) => {
  const { MapView } = await import("/js/map/map_view.js");
  const { Scene } = await import("/js/scene/scene.js");
  const { parse } = await import("/js/scene/columns.js");
  globalThis.shown?.view.destroy();
  const scene = new Scene();
  const style = STYLE;
  const options = { style, dark, basemap: "/basemap/", at };
  const view = new MapView(document.querySelector("#map"), scene, options);
  view.setStyle(style, dark);
  const said = [];
  scene.addEventListener("commit", (e) => said.push([e.detail.what, e.detail.value]));
  await view.basemap.ready;
  scene.setData(parse(Uint8Array.from(atob(packed), (c) => c.charCodeAt(0)).buffer));
  await view.fitOnce();
  globalThis.shown = { view, scene, said };
  await new Promise((done) => view.afterPaint(done));
}
"""
POINT = "([lon, lat]) => shown.view.leaflet.latLngToContainerPoint([lat, lon])"
FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
WHERE = """() => {
  const { leaflet } = shown.view;
  const { lat, lng } = leaflet.getCenter();
  return [lat, lng, leaflet.getZoom(), leaflet.getSize().x, leaflet.getSize().y];
}"""
SYRIA = [35.2, 37.0, 7]


def spot(page, lon, lat):
    point = page.evaluate(POINT, [lon, lat])
    return point["x"], point["y"]


def hover(page, lon, lat, dx=0, dy=0):
    x, y = spot(page, lon, lat)
    page.mouse.move(x + dx, y + dy)
    page.evaluate(FRAME)
    tip = page.locator(".dl-tip")
    return tip.inner_text().split("\n") if tip.is_visible() else None


def click(page, lon, lat, dx=0, dy=0):
    x, y = spot(page, lon, lat)
    page.mouse.click(x + dx, y + dy)
    page.evaluate(FRAME)


def said(page):
    return page.evaluate("() => shown.said.splice(0)")


def open_map(page, events, at, dark=False):
    """Show events on a page that has the modules, and move the pointer away."""
    script = SHOW.replace("STYLE", made.style_json())
    page.evaluate(script, [made.packed(events), at, dark])
    page.mouse.move(5, 695)
    return page
