"""The command ``init``: a new werkmap to fill in, with its workbook, and what of it is still to be filled in."""
