"""From a name to ranked places, with a probability."""
