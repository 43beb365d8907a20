"""The release record: what went into a drive and what came out, for people who build it apart and compare."""
