"""mw.hash: every algorithm of PHP's hash(), by the names that PHP lists."""
