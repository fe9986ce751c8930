"""Layer 2, read: exports become facts with an address.

The folders are the stations, in this order: ``containers`` (any file → sheets of cells), ``tabellen`` (cells → a table
with labels, and a reason for each row left out), ``waarden`` (what one cell says), ``opbouw`` (table → facts),
``levering`` (a folder of files, from its corrections to all its facts).  ``herkennen`` guesses a source from a sheet.
"""
