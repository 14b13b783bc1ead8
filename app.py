"""Dateline's dashboard: page settings and the list of pages."""

import streamlit as st

from geo.ui.error_page import say_error
from geo.ui.pages import ICON, PAGES
from geo.ui.server.app_routes import middleware, routes

if __name__ == "__main__":
    # Every visit runs this file as the page.
    st.set_page_config(page_title="Dateline", page_icon=ICON, layout="wide")
    st.navigation([page() for page in PAGES], position="hidden").run()
else:
    # The server imports it for the application.
    app = st.App(
        __file__,
        routes=list(routes()),
        middleware=list(middleware()),
        on_script_error=say_error,
    )
