// The only global of the reader. Every file adds one member; shard files call R.shards.take.
var R = {};
