// A canvas over the map that keeps still while Leaflet moves under it.

/* global L */

/**
 * How the world lies on a canvas, in canvas pixels.
 * @typedef {Object} Frame
 * @property {number} scale canvas pixels of the whole world's width
 * @property {number} x of the world's left edge
 * @property {number} y of its upper edge
 * @property {number} width of the canvas
 * @property {number} height
 * @property {number} ratio canvas pixels per CSS pixel
 * @property {number} zoom as Leaflet counts it
 * @property {number[]} copies of the world in view: at low zoom it repeats sideways
 *
 * @typedef {L.Layer & {
 *   redraw: () => void,
 *   frame: () => Frame,
 *   isOnMap: () => boolean,
 *   _paint: (frame: Frame) => void,
 *   _context: CanvasRenderingContext2D,
 *   _canvas: HTMLCanvasElement,
 * }} CanvasLayer
 * @typedef {{pane?: string, padding?: number, live?: boolean}} CanvasOptions `padding` is a share
 *   of the map's size, `live` says whether to draw while the map moves
 */

/**
 * A Leaflet layer with one canvas of the map's size plus `padding` on every side.
 *
 * Subclasses draw in `_paint(frame)`; `frame` says how world coordinates (0 to 1, Web Mercator)
 * become canvas pixels: x * frame.scale + frame.x. Made by a function because the global L is
 * there only once Leaflet has run.
 * @returns {new (options: CanvasOptions) => CanvasLayer}
 */
export function makeCanvasLayer() {
  const layer = {
    options: { padding: 0, live: true, pane: "overlayPane" },

    initialize(options) {
      L.setOptions(this, options);
    },

    onAdd() {
      this._canvas = L.DomUtil.create("canvas", "dl-canvas leaflet-zoom-animated");
      this._context = this._canvas.getContext("2d");
      this.getPane().append(this._canvas);
      this._reset();
      return this;
    },

    onRemove() {
      cancelAnimationFrame(this._request);
      this._request = 0;
      this._canvas.remove();
    },

    getEvents() {
      const events = { viewreset: this._reset, moveend: this._reset, resize: this._reset };
      if (this._map.options.zoomAnimation) events.zoomanim = this._animate;
      events.zoom = this._follow;
      events.move = this._moved;
      return events;
    },

    isOnMap() {
      return Boolean(this._map);
    },

    /** Draw on the next frame, once however often it is asked for. */
    redraw() {
      if (!this._map || this._request) return;
      this._request = requestAnimationFrame(() => {
        this._request = 0;
        this._draw();
      });
    },

    _moved() {
      if (!this.options.live || this._zooming()) return;
      this._place();
      this.redraw();
    },

    _zooming() {
      return this._map._animatingZoom || this._map.getZoom() !== this._zoom;
    },

    _follow() {
      this._transform(this._map.getCenter(), this._map.getZoom());
    },

    _animate(event) {
      this._transform(event.center, event.zoom);
    },

    // The same arithmetic as Leaflet's own renderers: stretch the old picture until it is redrawn.
    _transform(center, zoom) {
      const map = this._map;
      const scale = map.getZoomScale(zoom, this._zoom);
      const half = map.getSize().multiplyBy(0.5 + this.options.padding);
      const moved = map.project(this._center, zoom);
      const offset = half
        .multiplyBy(-scale)
        .add(moved)
        .subtract(map._getNewPixelOrigin(center, zoom));
      L.DomUtil.setTransform(this._canvas, offset, scale);
    },

    _reset() {
      this._place();
      this._draw();
    },

    _place() {
      const map = this._map;
      const size = map.getSize();
      const ratio = globalThis.devicePixelRatio || 1;
      const margin = size.multiplyBy(this.options.padding).round();
      const full = size.add(margin.multiplyBy(2));
      const [width, height] = [Math.round(full.x * ratio), Math.round(full.y * ratio)];
      if (this._canvas.width !== width || this._canvas.height !== height) {
        this._canvas.width = width;
        this._canvas.height = height;
        this._canvas.style.width = `${full.x}px`;
        this._canvas.style.height = `${full.y}px`;
      }
      this._margin = margin;
      this._ratio = ratio;
      this._zoom = map.getZoom();
      this._center = map.getCenter();
      const corner = map.containerPointToLayerPoint([0, 0]).subtract(margin);
      L.DomUtil.setTransform(this._canvas, corner, 1);
    },

    _draw() {
      cancelAnimationFrame(this._request);
      this._request = 0;
      // A map that has no place yet is hidden; a picture of it would be thrown away.
      if (this._map.getContainer().style.visibility === "hidden") return;
      if (this._canvas.width && this._canvas.height) this._paint(this.frame());
    },

    /** How the world lies on the canvas now, in canvas pixels. */
    frame() {
      const map = this._map;
      const ratio = this._ratio;
      const corner = map.getPixelBounds().min.subtract(this._margin);
      const scale = 256 * 2 ** map.getZoom() * ratio;
      const { width, height } = this._canvas;
      const left = corner.x * ratio;
      return {
        scale,
        x: -left,
        y: -corner.y * ratio,
        width,
        height,
        ratio,
        zoom: map.getZoom(),
        copies: range(Math.floor(left / scale), Math.floor((left + width - 1) / scale)),
      };
    },

    _paint(_frame) {},
  };
  /** @type {any} */
  const base = L.Layer;
  return base.extend(layer);
}

/** A picture that is painted once for a place of the map and then put down as it is. */
export class Sheet {
  /** @param {(context: OffscreenCanvasRenderingContext2D, frame: Frame) => void} paint */
  constructor(paint) {
    this.paint = paint;
    this.key = "";
  }

  forget() {
    this.key = "";
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Frame} frame
   */
  put(context, frame) {
    const { width, height, scale, x, y } = frame;
    const key = [width, height, scale, x, y].join(" ");
    if (this.key !== key) {
      this.key = key;
      this.canvas = new OffscreenCanvas(width, height);
      this.paint(this.canvas.getContext("2d"), frame);
    }
    context.drawImage(this.canvas, 0, 0);
  }
}

function range(first, last) {
  return Array.from({ length: last - first + 1 }, (_, k) => first + k);
}
