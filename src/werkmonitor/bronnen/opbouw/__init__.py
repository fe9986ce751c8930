"""Tables → facts, and what a table as a whole shows to be wrong."""
