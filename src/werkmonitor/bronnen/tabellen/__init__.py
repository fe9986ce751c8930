"""Cells → tables: where a declared table is, what labels its rows and columns have, and which rows are left out."""
