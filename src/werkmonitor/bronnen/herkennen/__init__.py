"""How a table is probably meant, by its cells: a proposal for a ``[[bron]]`` block, never a reading of its own."""
