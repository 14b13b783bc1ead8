"""Drafts of reports: read, decided about, accepted into the event table; no Streamlit."""
