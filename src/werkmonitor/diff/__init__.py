"""Layer 5, result: two Monitors side by side, as data and in words."""
