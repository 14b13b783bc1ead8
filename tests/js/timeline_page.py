"""A page with the timeline and the panel on events of a test's own, and nothing else."""

import json
from datetime import date
from functools import cache
from pathlib import Path

from geo.draw.style import style
from geo.draw.web.assets import source_files
from geo.model.timespan import EPOCH
from tests.js import reference as ref

ORIGIN = "http://timeline.localhost"
TYPES = {".js": "text/javascript", ".css": "text/css"}
# The page's own policy; text that became markup or script would be stopped, and be a fault.
CSP = "default-src 'self'; style-src 'self' 'unsafe-inline'"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>timeline</title>
<meta name="viewport" content="width=device-width">
SHEETS
<style>body { margin: 0 } #timeline { max-width: 900px }
#panel { height: 400px; max-width: 340px }</style>
<div id="panel"></div><div id="timeline"></div>"""
SHEETS = (
    "tokens",
    "timeline/frame",
    "timeline/chart",
    "timeline/controls",
    "panel",
    "card",
    "provinces",
)
LINKS = "".join(f'<link rel="stylesheet" href="/js/css/{name}.css">' for name in SHEETS)
PAGE = PAGE.replace("SHEETS", LINKS)
START = """
async ([packed, style, data]) => {
  const [{ Scene }, { parse }, { Timeline }, { Panel }] = await Promise.all(
    ["scene/scene", "scene/columns", "timeline/timeline", "panel/panel"]
      .map((name) => import(`/js/${name}.js`)));
  for (const part of [window.timeline, window.panel]) part?.destroy?.();
  const scene = new Scene();
  const at = (id) => document.getElementById(id);
  Object.assign(window, { scene, commits: [] });
  scene.addEventListener("commit", (event) => commits.push(event.detail));
  window.timeline = new Timeline(at("timeline"), scene, { style });
  window.panel = new Panel(at("panel"), scene, { style });
  panel.setData(data);
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  scene.setData(parse(bytes.buffer));
}
"""
# Two frames: one in which the change is drawn, one after it.
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def number(iso):
    """Return a day as days since 1970-01-01."""
    return (date.fromisoformat(iso) - EPOCH).days


def event(first, last=None, *, known=None, changes=None, **other):
    """Return an event in the form the reference takes, from ISO days."""
    days = number(last or first) - number(first) + 1
    known = number(known or first)
    base = {"lon": 36.5, "lat": 35.0, "type": 0, "province": 0, "actors": [], "sources": []}
    told = [(number(day), status) for day, status in changes or []] or [(known, 0)]
    base |= {"certainty": 80, "changes": told, "id": number(first) + 100000}
    return {**base, "first": number(first), "days": days, **other}


@cache
def _files():
    return source_files()


def answer(route, request):
    """Answer from what the browser is sent, or with the page; nothing else exists."""
    path = request.url.removeprefix(ORIGIN)
    inside = path.removeprefix("/js/")
    files = _files()
    if path == "/":
        headers = {"content-type": "text/html", "content-security-policy": CSP}
        route.fulfill(body=PAGE, headers=headers)
    elif path.startswith("/js/") and inside in files:
        route.fulfill(body=files[inside], content_type=TYPES[Path(inside).suffix])
    else:
        route.fulfill(status=404)


def open_timeline(browser, events, data=None, width=1280, **options):
    """Open a page of its own with the events; `data` is what the panel is given."""
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)
    context.route("**/*", answer)
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
    page.goto(ORIGIN + "/")
    return renew(page, events, data)


def renew(page, events, data=None):
    """Start over on a page that is open: another scene, timeline and panel."""
    page.faults.clear()
    page.mouse.move(0, 0)
    rows = sorted(events, key=lambda row: row["first"])
    page.evaluate(START, [ref.packed(rows), json.loads(json.dumps(style())), data or {}])
    painted(page)
    return page


def painted(page):
    """Wait until what was changed has been drawn."""
    page.evaluate(PAINTED)


def until(page, expression):
    """Wait until an expression is true in the page."""
    look = f"() => ({expression}) ? done() : setTimeout(look, 20)"
    page.evaluate(f"() => new Promise((done) => {{ const look = {look}; look(); }})")


def window(page):
    """Return the scene's window as two ISO days."""
    return page.evaluate(
        "async () => { const { isoDay } = await import('/js/basics/days.js');"
        " return [isoDay(scene.window.first), isoDay(scene.window.last)]; }"
    )


def commits(page, what):
    """Return the values of one kind that were committed, oldest first."""
    return page.evaluate(
        "(what) => commits.filter((c) => c.what === what).map((c) => c.value)", what
    )


def x_of(page, iso):
    """Return where a day begins, in pixels of the page."""
    plot = page.locator(".dlt-plot").bounding_box()
    return plot["x"] + page.evaluate("(day) => timeline.axis.x(day)", number(iso))


def drag(page, start, end, y=None):
    """Drag with the mouse along the plot, from one x to another."""
    plot = page.locator(".dlt-plot").bounding_box()
    height = plot["y"] + (y if y is not None else plot["height"] / 2)
    page.mouse.move(start, height)
    page.mouse.down()
    page.mouse.move((start + end) / 2, height, steps=3)
    page.mouse.move(end, height, steps=3)
    page.mouse.up()
    painted(page)
