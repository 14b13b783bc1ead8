"""Files of rows, opened: CSV, workbooks, GeoJSON and the like."""
