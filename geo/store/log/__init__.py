"""The append-only Delta table: files, revisions and who wrote them."""
