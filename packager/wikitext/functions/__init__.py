"""Parser functions and variables of MediaWiki and of the extensions that kowiki has."""
