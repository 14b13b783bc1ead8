"""What `gazetteer` and `geo` stand on: strings, floats and files; knows no places or events."""
