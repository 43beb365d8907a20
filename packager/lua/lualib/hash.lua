-- mw.hash (manual: "Hash library").

local E = ...
local host, done, text = E.host, E.done, E.outside.text

E.library("hash", {
	hashValue = function(algorithm, value)
		return done(host.hash_value(text("hashValue", 1, algorithm), text("hashValue", 2, value)))
	end,
	listAlgorithms = function()
		return { done(host.hash_algorithms()) }
	end,
})
