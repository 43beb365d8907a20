R.fulltext = {};
