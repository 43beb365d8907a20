-- The string library of modules: Lua's own, with bounds on what no debug hook can interrupt.

local E = ...
local host, done, fail = E.host, E.done_here, E.fail
local cfind, cmatch, cgmatch, cgsub, crep = string.find, string.match, string.gmatch, string.gsub, string.rep
local type, tostring, tonumber, unpack, concat = type, tostring, tonumber, unpack, table.concat
local lib = E.standard.string

-- Pattern to the longest subject for which the search is short for certain, and whether no subject is too long.
local bounds, any_length = E.remembered.pattern_bound, E.remembered.any_length

local function bound_of(p)
	local kind = type(p)
	if kind == "number" then
		p = tostring(p)
	elseif kind ~= "string" then
		-- C says what is wrong with it.
		return 1e9
	end
	return done(host.pattern_bound(p))
end

local function short(s, p)
	local limit = bounds[p] or bound_of(p)
	return type(s) ~= "string" or #s <= limit
end

function lib.find(s, p, init, plain)
	if plain then
		if type(s) == "string" and type(p) == "string" and #s * #p > 1e8 then
			return done(host.ufind(s, p, tonumber(init) or 1, true, false))
		end
		return cfind(s, p, init, plain)
	end
	local limit = bounds[p]
	if limit and type(s) == "string" and #s <= limit or short(s, p) then
		return cfind(s, p, init)
	end
	return done(host.ufind(s, p, tonumber(init) or 1, false, false))
end

function lib.match(s, p, init)
	if any_length[p] then
		return cmatch(s, p, init)
	end
	local limit = bounds[p]
	if limit and type(s) == "string" and #s <= limit or short(s, p) then
		return cmatch(s, p, init)
	end
	return done(host.umatch(s, p, tonumber(init) or 1, false))
end

-- An iterator over batches of matches that the host finds.
local function batches(s, p, unicode)
	local values, at, width, following = {}, 1, 1, 0
	local function load(next_start, captures, ...)
		following, width = next_start, captures
		values, at = { ... }, 1
	end
	return function()
		while values[at] == nil do
			if not following then
				return nil
			end
			load((unicode and E.done or done)(host.ugmatch(s, p, following, unicode)))
		end
		local first = at
		at = at + width
		if width == 1 then
			return values[first]
		end
		return unpack(values, first, at - 1)
	end
end
E.gmatch_batches = batches

function lib.gmatch(s, p)
	if short(s, p) then
		return cgmatch(s, p)
	end
	return batches(s, p, false)
end

-- The name that gmatch had in Lua 5.0; Navbox uses it.
lib.gfind = lib.gmatch

local function replacement(kind, repl, whole, unicode, ...)
	local value
	if kind == "function" then
		value = repl(...)
	else
		value = repl[(...)]
	end
	if value == nil or not value and not unicode then
		return whole
	end
	local result = type(value)
	if result ~= "string" and result ~= "number" then
		(unicode and E.outside.fail or fail)("invalid replacement value (a " .. result .. ")")
	end
	return value
end

-- gsub through the host. `n` is the greatest number of replacements or nil.
local function host_gsub(s, p, repl, n, unicode)
	local kind = type(repl)
	n = n == nil and 1e9 or n
	if n < 0 then
		n = 0
	end
	if kind == "string" or kind == "number" then
		return (unicode and E.done or done)(host.ugsub(s, p, tostring(repl), n, unicode))
	elseif kind ~= "table" and kind ~= "function" then
		if unicode then
			E.outside.badarg(3, "gsub", "function or table or string", repl)
		end
		fail("bad argument #3 to 'gsub' (string/function/table expected)")
	end
	local out, count, start, left = {}, 0, 0, n
	local function take(following, width, ...)
		local parts = { ... }
		local size = #parts
		local i = 1
		while i + 1 + width <= size do
			out[#out + 1] = parts[i]
			out[#out + 1] = replacement(kind, repl, parts[i + 1], unicode, unpack(parts, i + 2, i + 1 + width))
			count = count + 1
			i = i + 2 + width
		end
		while i <= size do
			out[#out + 1] = parts[i]
			i = i + 1
		end
		start = following
		left = n - count
	end
	repeat
		take((unicode and E.done or done)(host.ugsub_parts(s, p, start, left, unicode)))
	until not start
	return concat(out), count
end
E.host_gsub = host_gsub

function lib.gsub(s, p, repl, n)
	if any_length[p] then
		return cgsub(s, p, repl, n)
	end
	local limit = bounds[p]
	if limit and type(s) == "string" and #s <= limit or short(s, p) then
		return cgsub(s, p, repl, n)
	end
	return host_gsub(s, p, repl, tonumber(n), false)
end

local MAX_REP = 16 * 1024 * 1024

function lib.rep(s, n)
	local size = type(s) == "string" and #s or #E.text("rep", 1, s)
	local times = tonumber(n)
	if not times then
		E.badarg(2, "rep", "number", n)
	elseif size == 0 or times < 1 then
		return ""
	elseif size * times > MAX_REP then
		fail("resulting string too large")
	end
	return crep(s, times)
end

return lib
