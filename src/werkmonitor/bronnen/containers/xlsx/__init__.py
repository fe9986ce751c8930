"""Excel workbooks: the package, its styles and texts, and its sheets, read fast where they are written plainly."""
