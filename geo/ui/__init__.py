"""The Streamlit dashboard; nothing below this folder imports Streamlit."""
