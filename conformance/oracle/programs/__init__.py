"""Random programs: see ../README.md, "Random programs"."""
