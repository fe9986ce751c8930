"""The findings of the reader, as Dutch sentences."""
