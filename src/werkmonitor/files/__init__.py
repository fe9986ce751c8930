"""Layer 7: where things are on disk: the werkmap and its inputs, what is kept between builds, and safe writing."""
