/** What `geo.draw.web.folium_map.map_module` writes: the map, made inside an element. */
export default function createMap(holder: HTMLElement): import("leaflet").Map;

declare module "leaflet" {
  interface Map {
    /** Whether zooming is animated; Leaflet has no public way to change it afterwards. */
    _zoomAnimated: boolean;
  }
}
