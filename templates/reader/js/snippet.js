R.snippet = {};
