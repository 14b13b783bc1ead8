"""From the columns and cells of any table to what they say."""
