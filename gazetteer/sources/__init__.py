"""Denser gazetteers that a user adds: GeoNames dumps, OCHA/COD, CSV, Linked Places, boundaries."""
