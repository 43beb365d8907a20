"""Extension tags (MediaWiki manual: Tag extensions): ``registry`` has the one dict of them, ``families`` fills it."""
