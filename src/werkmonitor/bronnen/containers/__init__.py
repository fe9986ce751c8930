"""Any file → sheets of cells.  The only place that opens workbooks and text files; nothing in them is carried out."""
