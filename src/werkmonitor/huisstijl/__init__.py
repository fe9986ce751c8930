"""House style: a handful of tokens in the werkmap's ``huisstijl/`` → colours, letters and a logo that may be used."""
