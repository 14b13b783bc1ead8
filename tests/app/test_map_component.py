"""The mount, in Streamlit's own test harness, which starts a new runtime for each test."""

from streamlit.testing.v1 import AppTest


def _script():
    import streamlit as st

    from geo.draw.style import style
    from geo.ui import component
    from geo.ui.server import app_routes as server

    data = {"urls": server.urls(server.publish(b"columns")), "style": style(), "view": {}}
    component.explorer(data, key="map", on_commit=lambda what, value: None)
    component.mount("page/share.js", {"live": "", "fixed": "rev=0", "shown": ""}, key="share")
    st.text("below the map")


def test_it_mounts_in_one_runtime_after_another():
    for _ in range(2):
        app = AppTest.from_function(_script).run(timeout=30)
        assert not app.exception
        assert app.text[0].value == "below the map"
        app.run()
        assert not app.exception
