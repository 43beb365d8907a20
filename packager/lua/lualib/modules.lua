-- What require() finds without a page: strict, libraryUtil, bit32, bit, luabit.

local E = ...
local fail = E.fail
local type, floor, tonumber, tostring, format, concat = type, math.floor, tonumber, E.tostring, string.format, table.concat
local setmetatable, rawset, select = E.base.setmetatable, rawset, select

-- strict: variables must be declared ---------------------------------------------------------------------------

E.modules.strict = function(env)
	local mt = E.base.getmetatable(env) or {}
	mt.__newindex = function(t, name, value)
		if name ~= "arg" then
			fail("assign to undeclared variable '" .. tostring(name) .. "'")
		end
		rawset(t, name, value)
	end
	mt.__index = function(_, name)
		if name ~= "arg" then
			fail("variable '" .. tostring(name) .. "' is not declared")
		end
		return nil
	end
	setmetatable(env, mt)
end

-- libraryUtil: checks of arguments -----------------------------------------------------------------------------

E.modules.libraryUtil = function()
	local lib = {}

	local function listed(types)
		if #types < 2 then
			return types[1] or ""
		end
		return concat(types, ", ", 1, #types - 1) .. " or " .. types[#types]
	end

	function lib.checkType(name, index, value, expected, nil_ok)
		if value == nil and nil_ok then
			return
		end
		if type(value) ~= expected then
			E.base.error(format("bad argument #%s to '%s' (%s expected, got %s)", tostring(index), tostring(name), tostring(expected), type(value)), 3)
		end
	end

	function lib.checkTypeMulti(name, index, value, expected)
		for i = 1, #expected do
			if type(value) == expected[i] then
				return
			end
		end
		E.base.error(format("bad argument #%s to '%s' (%s expected, got %s)", tostring(index), tostring(name), listed(expected), type(value)), 3)
	end

	function lib.checkTypeForIndex(index, value, expected)
		if type(value) ~= expected then
			E.base.error(format("value for index '%s' must be %s, %s given", tostring(index), tostring(expected), type(value)), 3)
		end
	end

	function lib.checkTypeForNamedArg(name, argument, value, expected, nil_ok)
		if value == nil and nil_ok then
			return
		end
		if type(value) ~= expected then
			E.base.error(format("bad named argument %s to '%s' (%s expected, got %s)", tostring(argument), tostring(name), tostring(expected), type(value)), 3)
		end
	end

	function lib.makeCheckSelfFunction(library, variable, object, description)
		return function(self, method)
			if self ~= object then
				E.base.error(format("%s: invalid %s. Did you call %s with a dot instead of a colon, i.e. %s.%s() instead of %s:%s()?",
					library, description, method, variable, method, variable, method), 3)
			end
		end
	end

	return lib
end

-- bit32 (as in Lua 5.2) ----------------------------------------------------------------------------------------

local WORD = 4294967296

local function word(value, name, index)
	local n = tonumber(value)
	if not n then
		E.badarg(index or 1, name, "number", value)
	elseif n ~= n or n == math.huge or n == -math.huge then
		return 0
	end
	return floor(n) % WORD
end

-- Combine two words digit by digit, four bits at a time.
local function table_of(f)
	local t = {}
	for a = 0, 15 do
		t[a] = {}
		for b = 0, 15 do
			local value, bit = 0, 1
			local x, y = a, b
			for _ = 1, 4 do
				if f(x % 2, y % 2) == 1 then
					value = value + bit
				end
				x, y, bit = floor(x / 2), floor(y / 2), bit * 2
			end
			t[a][b] = value
		end
	end
	return t
end

local AND = table_of(function(a, b) return a * b end)
local OR = table_of(function(a, b) return a + b > 0 and 1 or 0 end)
local XOR = table_of(function(a, b) return (a + b) % 2 end)

local function combine(t, a, b)
	local value, place = 0, 1
	for _ = 1, 8 do
		value = value + t[a % 16][b % 16] * place
		a, b, place = floor(a / 16), floor(b / 16), place * 16
	end
	return value
end

local function folded(t, start, name)
	return function(...)
		local value = start
		for i = 1, select("#", ...) do
			value = combine(t, value, word((select(i, ...)), name, i))
		end
		return value
	end
end

local function lshift(a, n)
	if n >= 32 or n <= -32 then
		return 0
	elseif n < 0 then
		return floor(a / 2 ^ -n)
	end
	return a * 2 ^ n % WORD
end

local function count(value, name)
	local n = tonumber(value)
	if not n then
		E.badarg(2, name, "number", value)
	end
	return n < 0 and -floor(-n) or floor(n)
end

E.modules.bit32 = function()
	local bit32 = {
		band = folded(AND, WORD - 1, "band"), bor = folded(OR, 0, "bor"), bxor = folded(XOR, 0, "bxor"),
	}
	function bit32.bnot(a)
		return WORD - 1 - word(a, "bnot")
	end
	function bit32.btest(...)
		return bit32.band(...) ~= 0
	end
	function bit32.lshift(a, n)
		return lshift(word(a, "lshift"), count(n, "lshift"))
	end
	function bit32.rshift(a, n)
		return lshift(word(a, "rshift"), -count(n, "rshift"))
	end
	function bit32.arshift(a, n)
		a, n = word(a, "arshift"), count(n, "arshift")
		if n <= 0 or a < WORD / 2 then
			return lshift(a, -n)
		elseif n >= 32 then
			return WORD - 1
		end
		return floor(a / 2 ^ n) + WORD - 2 ^ (32 - n)
	end
	function bit32.lrotate(a, n)
		a, n = word(a, "lrotate"), count(n, "lrotate") % 32
		return (lshift(a, n) + floor(a / 2 ^ (32 - n))) % WORD
	end
	function bit32.rrotate(a, n)
		return bit32.lrotate(a, -count(n, "rrotate"))
	end
	local function field(name, f, w)
		f, w = tonumber(f), w == nil and 1 or tonumber(w)
		if not f or f < 0 then
			fail("bad argument #2 to '" .. name .. "' (field cannot be negative)")
		elseif not w or w < 1 then
			fail("bad argument #3 to '" .. name .. "' (width must be positive)")
		elseif f + w > 32 then
			fail("trying to access non-existent bits")
		end
		return f, w
	end
	function bit32.extract(a, f, w)
		f, w = field("extract", f, w)
		return floor(word(a, "extract") / 2 ^ f) % 2 ^ w
	end
	function bit32.replace(a, v, f, w)
		f, w = field("replace", f, w)
		a = word(a, "replace")
		local old = floor(a / 2 ^ f) % 2 ^ w
		return a + (word(v, "replace", 2) % 2 ^ w - old) * 2 ^ f
	end
	return bit32
end

-- bit (LuaBit) -------------------------------------------------------------------------------------------------

local function integer(n)
	n = tonumber(n)
	if not n or n ~= floor(n) then
		fail("argument is not an integer, bitwise operation failed!")
	end
	return n % WORD
end

local function two(t)
	return function(m, n)
		return combine(t, integer(m), integer(n))
	end
end

E.modules.bit = function()
	local bit = { band = two(AND), bor = two(OR), bxor = two(XOR) }
	function bit.bnot(n)
		return WORD - 1 - integer(n)
	end
	function bit.blshift(n, bits)
		return lshift(integer(n), bits)
	end
	function bit.blogic_rshift(n, bits)
		return lshift(integer(n), -bits)
	end
	function bit.brshift(n, bits)
		n = integer(n)
		local value = lshift(n, -bits)
		if n >= WORD / 2 and bits > 0 then
			value = value + WORD - 2 ^ (32 - bits)
		end
		return value
	end
	function bit.tobits(n)
		local bits = {}
		n = integer(n)
		while n > 0 do
			bits[#bits + 1] = n % 2
			n = floor(n / 2)
		end
		return bits
	end
	function bit.tonumb(bits)
		local n = 0
		for i = #bits, 1, -1 do
			n = n * 2 + bits[i]
		end
		return n
	end
	return bit
end
E.modules["luabit.bit"] = E.modules.bit

E.modules["luabit.hex"] = function()
	return {
		to_hex = function(n)
			return format("0x%X", integer(n))
		end,
		to_dec = function(hex)
			return tonumber(hex, 16) or fail("not a valid hex number")
		end,
	}
end
