// What Streamlit loads first. It has a fixed address, so it is tiny: it fetches the module that
// the data names, whose address is its content, and hands the component over.

const mounted = new WeakMap();

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".dateline-root");
  const base = new URL("../../../", import.meta.url);
  const url = (path) => new URL(path, base).href;
  const state = mounted.get(root) ?? { destroy: null, gone: false };
  // The events take longest to come: they are asked for before the program is.
  if (!mounted.has(root) && data.urls.columns) {
    const address = url(data.urls.columns);
    state.early = { url: address, response: fetch(address) };
    state.early.response.catch(() => {});
  }
  mounted.set(root, state);
  import(url(data.urls.assets + data.module)).then(
    (module) => {
      if (state.gone) return;
      const setStateValue = (what, value) => tell(component, what, value);
      const given = { ...component, setStateValue, root, url, early: state.early };
      state.destroy = module.default(given);
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

// Streamlit keeps quiet about a value it has already, and before the first one it has null: a
// card closed that a link had opened would never be heard of. The time makes each one new.
function tell(component, what, value) {
  component.setStateValue(what, { value, at: performance.timeOrigin + performance.now() });
}
