"""The place of a claim: named, implied, inherited or only a name."""
