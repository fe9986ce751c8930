"""What one cell says: a number, a moment, a caption, or something that identifies a person."""
