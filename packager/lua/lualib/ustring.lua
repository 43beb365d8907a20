-- mw.ustring (manual: "Ustring library"): bytes where bytes give the answer, the host where code points are needed.

local E = ...
local host, done, fail, text, badarg = E.host, E.done, E.outside.fail, E.outside.text, E.outside.badarg
local type, tonumber, floor, char, byte = type, tonumber, math.floor, string.char, string.byte
local cfind, cmatch, cgmatch, cgsub, sub = string.find, string.match, string.gmatch, string.gsub, string.sub
local clower, cupper, concat, select = string.lower, string.upper, table.concat, select

local ustring = { maxPatternLength = 10000, maxStringLength = 2097152 }

local HIGH = "[\128-\255]"
-- Up to here looking for a high byte is cheaper than asking the host.
local SHORT = 300

local function ascii(s)
	return #s <= SHORT and not cfind(s, HIGH)
end

-- Pattern to { an equal pattern for ASCII subjects, one for all subjects, longest subject for either }.
local learnt, learnt_gmatch = E.remembered.pattern, E.remembered.gmatch_pattern
local lowered, raised = E.remembered.lower, E.remembered.upper

local function learn(p)
	return { done(host.analyse(text("match", 2, p), true)) }
end

local function learn_gmatch(p)
	return { done(host.analyse(text("gmatch", 2, p), false)) }
end

local function integer(name, index, value, default)
	if value == nil then
		return default
	end
	local number = tonumber(value)
	if not number then
		badarg(index, name, "number", value)
	end
	return floor(number)
end

function ustring.match(s, p, init)
	if type(s) ~= "string" then
		s = text("match", 1, s)
	end
	local known = learnt[p] or learn(p)
	if #s <= known[3] then
		if init == nil and known[2] then
			return cmatch(s, known[2])
		elseif known[1] and ascii(s) then
			return cmatch(s, known[1], init)
		end
	end
	return done(host.umatch(s, p, integer("match", 3, init, 1), true))
end

function ustring.find(s, p, init, plain)
	if type(s) ~= "string" then
		s = text("find", 1, s)
	end
	if plain then
		if type(p) ~= "string" then
			p = text("find", 2, p)
		end
		if #s <= 10000 and ascii(s) then
			init = integer("find", 3, init, 1)
			return cfind(s, p, init > #s + 1 and #s + 1 or init, true)
		end
		return done(host.ufind(s, p, integer("find", 3, init, 1), true, true))
	end
	local known = learnt[p] or learn(p)
	if known[1] and #s <= known[3] and ascii(s) then
		if init then
			init = integer("find", 3, init, 1)
			if init > #s + 1 then
				init = #s + 1
			end
			if init == #s + 1 then
				return done(host.ufind(s, p, init, false, true))
			end
		end
		return cfind(s, known[1], init)
	elseif known[2] and not init and #s <= known[3] and not cfind(s, known[2]) then
		return nil
	end
	return done(host.ufind(s, p, integer("find", 3, init, 1), false, true))
end

-- false is no replacement here, while Lua's own gsub takes it for none.
local function checked(kind, repl)
	local get = kind == "function" and repl or function(key)
		return repl[key]
	end
	return function(...)
		local value = get(...)
		local result = type(value)
		if result ~= "nil" and result ~= "string" and result ~= "number" then
			fail("invalid replacement value (a " .. result .. ")")
		end
		return value
	end
end

function ustring.gsub(s, p, repl, n)
	if type(s) ~= "string" then
		s = text("gsub", 1, s)
	end
	local known = learnt[p] or learn(p)
	if n ~= nil then
		n = integer("gsub", 4, n)
	end
	local kind = type(repl)
	if kind == "function" or kind == "table" then
		repl = checked(kind, repl)
	end
	if #s <= known[3] then
		if known[2] then
			return cgsub(s, known[2], repl, n)
		elseif known[1] and ascii(s) then
			return cgsub(s, known[1], repl, n)
		end
	end
	return E.host_gsub(s, p, repl, n, true)
end

function ustring.gmatch(s, p)
	if type(s) ~= "string" then
		s = text("gmatch", 1, s)
	end
	local known = learnt_gmatch[p] or learn_gmatch(p)
	if #s <= known[3] then
		if known[2] then
			return cgmatch(s, known[2])
		elseif known[1] and ascii(s) then
			return cgmatch(s, known[1])
		end
	end
	return E.gmatch_batches(s, p, true)
end

function ustring.len(s)
	if type(s) ~= "string" then
		s = text("len", 1, s)
	end
	if ascii(s) then
		return #s
	end
	return done(host.ulen(s))
end

function ustring.sub(s, i, j)
	if type(s) ~= "string" then
		s = text("sub", 1, s)
	end
	i, j = integer("sub", 2, i, 1), integer("sub", 3, j, -1)
	if ascii(s) then
		return sub(s, i, j)
	end
	return done(host.usub(s, i, j))
end

function ustring.lower(s)
	if type(s) ~= "string" then
		badarg(1, "lc", "string", s)
	end
	if ascii(s) then
		return clower(s)
	end
	return lowered[s] or done(host.ulower(s))
end

function ustring.upper(s)
	if type(s) ~= "string" then
		badarg(1, "uc", "string", s)
	end
	if ascii(s) then
		return cupper(s)
	end
	return raised[s] or done(host.uupper(s))
end

local function encode(name, index, value)
	local c = tonumber(value)
	if not c then
		badarg(index, name, "number", value)
	end
	c = floor(c)
	if c < 0 or c > 0x10FFFF then
		fail("bad argument #" .. index .. " to '" .. name .. "' (value out of range)")
	elseif c < 0x80 then
		return char(c)
	elseif c < 0x800 then
		return char(0xC0 + floor(c / 0x40), 0x80 + c % 0x40)
	elseif c < 0x10000 then
		return char(0xE0 + floor(c / 0x1000), 0x80 + floor(c / 0x40) % 0x40, 0x80 + c % 0x40)
	end
	return char(0xF0 + floor(c / 0x40000), 0x80 + floor(c / 0x1000) % 0x40, 0x80 + floor(c / 0x40) % 0x40, 0x80 + c % 0x40)
end
E.utf8_char = encode

function ustring.char(...)
	local n = select("#", ...)
	if n == 1 then
		return encode("char", 1, (...))
	end
	local out = {}
	for i = 1, n do
		out[i] = encode("char", i, (select(i, ...)))
	end
	return concat(out)
end

-- Nothing, not nil, where there is nothing.
local function present(first, ...)
	if first ~= nil then
		return first, ...
	end
end

function ustring.codepoint(s, i, j)
	s = text("codepoint", 1, s)
	i = integer("codepoint", 2, i, 1)
	j = integer("codepoint", 3, j, i)
	if ascii(s) then
		return byte(s, i, j)
	end
	return present(done(host.ucodepoint(s, i, j)))
end

function ustring.gcodepoint(s, i, j)
	s = text("gcodepoint", 1, s)
	local following, last = integer("gcodepoint", 2, i, 1), integer("gcodepoint", 3, j, -1)
	local values, at = {}, 1
	local function load(next_index, ...)
		following, values, at = next_index, { ... }, 1
	end
	return function()
		while values[at] == nil do
			if not following then
				return nil
			end
			load(done(host.ucodepoints(s, following, last)))
		end
		at = at + 1
		return values[at - 1]
	end
end

function ustring.isutf8(s)
	s = text("isutf8", 1, s)
	return ascii(s) or done(host.uisutf8(s))
end

function ustring.byteoffset(s, l, i)
	return done(host.ubyteoffset(text("byteoffset", 1, s), integer("byteoffset", 2, l, 1), integer("byteoffset", 3, i, 1)))
end

for _, form in ipairs({ "toNFC", "toNFD", "toNFKC", "toNFKD" }) do
	ustring[form] = function(s)
		s = text(form, 1, s)
		if ascii(s) then
			return s
		end
		return done(host.unormalize(form, s))
	end
end

ustring.byte = byte
ustring.format = string.format
ustring.rep = E.standard.string.rep

for name, count in pairs({
	len = 1, sub = 1, find = 2, match = 2, gsub = 3, codepoint = 1, isutf8 = 1, byteoffset = 1,
	toNFC = 1, toNFD = 1, toNFKC = 1, toNFKD = 1,
}) do
	E.required[ustring[name]] = { name = name, count = count }
end

E.ustring = ustring
E.ascii = ascii
E.library("ustring", ustring)
E.modules.ustring = function(env)
	return env.mw.ustring
end
