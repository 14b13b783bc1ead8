/* global L */
import { makeCanvasLayer } from "./layer_canvas.js";
import { worldX, worldY } from "./layer_project.js";
export function makeEventLayer(scene, options) {
  const Canvas = makeCanvasLayer();
  const pane = "dl-events";
  const layer = new Canvas({ pane });
  let look = options;
  layer.setStyle = (next) => { look = next; layer.redraw(); };
  layer.bounds = () => {
    const c = scene.columns;
    if (!c?.n) return null;
    const b = L.latLngBounds([]);
    for (let i = 0; i < c.n; i++) b.extend([c.lat[i], c.lon[i]]);
    return b;
  };
  layer._paint = (f) => {
    const ctx = layer._context;
    ctx.clearRect(0, 0, f.width, f.height);
    const c = scene.columns;
    for (const i of scene.visibleRows()) {
      for (const copy of f.copies) {
        ctx.beginPath();
        ctx.arc((worldX(c.lon[i]) + copy) * f.scale + f.x, worldY(c.lat[i]) * f.scale + f.y, 5 * f.ratio, 0, 7);
        ctx.fillStyle = look.style.type[c.vocab.type[c.type[i]]]?.color ?? "#888";
        ctx.fill();
      }
    }
  };
  const add = layer.addTo;
  layer.addTo = (map) => { if (!map.getPane(pane)) { map.createPane(pane).style.zIndex = 450; map.getPane(pane).style.pointerEvents = "none"; } return add.call(layer, map); };
  for (const e of ["data", "window", "known", "filters"]) scene.addEventListener(e, () => layer.redraw());
  return layer;
}
