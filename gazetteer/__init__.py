"""A toponym goes in, ranked places come out. Knows no events, no maps, no Streamlit."""
