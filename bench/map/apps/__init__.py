"""The Streamlit contenders."""
