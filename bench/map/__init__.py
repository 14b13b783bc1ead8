"""How fast the time map is, beside what people use today; `python -m bench.map --help`."""
