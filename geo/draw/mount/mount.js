// What Streamlit loads first. It has a fixed address, so it is tiny: it fetches the module that
// the data names, whose address is its content, and hands the component over.

const mounted = new WeakMap();

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".dateline-root");
  const base = new URL("../../../", import.meta.url);
  const url = (path) => new URL(path, base).href;
  const state = mounted.get(root) ?? { destroy: null, gone: false };
  mounted.set(root, state);
  import(url(data.urls.assets + data.module)).then(
    (module) => {
      if (!state.gone) state.destroy = module.default({ ...component, root, url });
    },
    () => {
      root.textContent = "The map's program could not be loaded. Reload the page.";
    },
  );
  return () => {
    state.gone = true;
    state.destroy?.();
    mounted.delete(root);
  };
}
