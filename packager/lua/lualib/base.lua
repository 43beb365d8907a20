-- The basic functions and the standard libraries as modules have them.

local E = ...
local fail, badarg = E.fail, E.badarg
local type, rawnext, rawset, rawget, rawtostring, select, tonumber = type, next, rawset, rawget, tostring, select, tonumber
local rawsetmetatable, rawgetmetatable, rawsetfenv, rawgetfenv = setmetatable, getmetatable, setfenv, getfenv
local getinfo, getmeta = debug.getinfo, debug.getmetatable
local sub, format, floor, concat, tinsert = string.sub, string.format, math.floor, table.concat, table.insert

-- Shared read-only tables (mw.loadData); nothing may be put into them behind __newindex either.
local frozen = rawsetmetatable({}, { __mode = "k" })
E.frozen = frozen

local function tostring(...)
	local value = ...
	local kind = type(value)
	if kind == "table" then
		local mt = getmeta(value)
		if mt and mt.__tostring then
			return rawtostring(value)
		end
		return "table"
	elseif kind == "function" or kind == "userdata" then
		return kind
	elseif kind == "nil" and select("#", ...) == 0 then
		fail("bad argument #1 to 'tostring' (value expected)")
	end
	return rawtostring(value)
end
E.tostring = tostring

local function getmetatable(value)
	if type(value) ~= "table" then
		return nil
	elseif frozen[value] then
		return { mw_loadData = true }
	end
	return rawgetmetatable(value)
end

local function setmetatable(...)
	local t, mt = ...
	if type(t) ~= "table" then
		badarg(1, "setmetatable", "table", t)
	elseif type(mt) ~= "table" and (mt ~= nil or select("#", ...) == 1) then
		fail("bad argument #2 to 'setmetatable' (nil or table expected)")
	elseif mt and (rawget(mt, "__gc") ~= nil or rawget(mt, "__mode") ~= nil) then
		-- When something is collected depends on the pages that were rendered before.
		rawset(mt, "__gc", nil)
		rawset(mt, "__mode", nil)
	end
	local old = getmeta(t)
	if old and rawget(old, "__metatable") ~= nil then
		fail("cannot change a protected metatable")
	end
	return rawsetmetatable(t, mt)
end

local function sandboxed_rawset(t, k, v)
	if type(t) ~= "table" then
		badarg(1, "rawset", "table", t)
	elseif frozen[t] then
		fail("table from mw.loadData is read-only")
	end
	if k == nil or k ~= k then
		fail("table index is " .. (k == nil and "nil" or "NaN"))
	end
	return rawset(t, k, v)
end

-- Environments of the current invocation; those of our own functions and of invocations further out are not among
-- them.
E.environments = {}

local function level_of(f, name)
	if type(f) == "function" then
		return f
	end
	local level = tonumber(f == nil and 1 or f)
	if not level or level < 0 then
		badarg(1, name, "number", f)
	elseif level == 0 then
		fail("'" .. name .. "' cannot touch the global environment")
	end
	-- Count from the module function that called us: this function, getfenv or setfenv, then it.
	local info = getinfo(floor(level) + 2, "f")
	if not info then
		fail(format("bad argument #1 to '%s' (invalid level)", name))
	end
	return info.func
end

local function getfenv(f)
	local target = level_of(f, "getfenv")
	if not target then
		return nil
	end
	local env = rawgetfenv(target)
	if E.environments[env] then
		return env
	end
	return nil
end

local function setfenv(f, env)
	if type(env) ~= "table" then
		badarg(2, "setfenv", "table", env)
	end
	local target = level_of(f, "setfenv")
	if not target or not E.environments[rawgetfenv(target)] then
		fail("'setfenv' cannot set the requested environment, it is protected")
	end
	E.environments[env] = true
	rawsetfenv(target, env)
	return target
end

-- The engine's own unpack stands behind another, whose line the message has.
local function careful_unpack(t, i, j)
	if type(t) ~= "table" then
		fail("mwInit.lua:57: bad argument #1 to 'old_unpack' (table expected, got " .. type(t) .. ")")
	end
	return unpack(t, i, j)
end

local base = {
	_VERSION = "Lua 5.1",
	assert = assert, error = error, getfenv = getfenv, getmetatable = getmetatable, ipairs = E.ipairs, next = E.next,
	pairs = E.pairs, pcall = E.pcall, rawequal = rawequal, rawget = rawget, rawset = sandboxed_rawset, select = select,
	setfenv = setfenv, setmetatable = setmetatable, tonumber = tonumber, tostring = tostring, type = type,
	unpack = careful_unpack, xpcall = E.xpcall,
}
E.base = base

-- Standard libraries -------------------------------------------------------------------------------------------

local function copy(t, without)
	local c = {}
	for k, v in rawnext, t do
		c[k] = v
	end
	for name in rawnext, without or {} do
		c[name] = nil
	end
	return c
end

local standard = {
	table = copy(table),
	math = copy(math, { randomseed = true }),
	string = copy(string, { dump = true, gfind = true }),
	debug = {},
}
E.standard = standard

function standard.table.insert(t, ...)
	if frozen[t] then
		fail("table from mw.loadData is read-only")
	end
	if type(t) ~= "table" then
		badarg(1, "insert", "table", t)
	end
	local n = select("#", ...)
	if n ~= 1 and n ~= 2 then
		fail("wrong number of arguments to 'insert'")
	end
	if n == 2 and type((...)) ~= "number" then
		badarg(2, "insert", "number", (...))
	end
	return tinsert(t, ...)
end

function standard.debug.traceback(...)
	-- Only the module's part of the stack; nothing of the host.
	local message, level = ...
	if type(message) ~= "string" and type(message) ~= "number" then
		if message ~= nil then
			return message
		end
		message = nil
	end
	local lines = { message, "stack traceback:" }
	if message == nil then
		lines = { "stack traceback:" }
	end
	for depth = (tonumber(level) or 1) + 1, 200 do
		local info = getinfo(depth, "Sln")
		if not info or #lines == 100 then
			break
		end
		if sub(info.source, 1, 1) == "=" and info.what ~= "C" and info.what ~= "tail" then
			local what = info.name and ("function '" .. info.name .. "'") or (info.what == "main" and "main chunk") or "?"
			lines[#lines + 1] = "\t" .. info.short_src .. ":" .. info.currentline .. ": in " .. what
		end
	end
	return concat(lines, "\n")
end

-- Park and Miller's generator: the same numbers on every machine, started anew for every #invoke.
local seed = 1
local invocations = 0
local function random_unit()
	seed = seed * 16807 % 2147483647
	return (seed - 1) / 2147483646
end

function standard.math.random(m, n)
	E.page_dependent = true
	local r = random_unit()
	if m == nil then
		return r
	end
	if n == nil then
		m, n = 1, m
	end
	m, n = tonumber(m), tonumber(n)
	if not m or not n then
		fail("bad argument #1 to 'random' (number expected)")
	elseif n < m then
		fail("bad argument #" .. (m == 1 and 1 or 2) .. " to 'random' (interval is empty)")
	end
	return floor(r * (n - m + 1)) + m
end

function standard.math.randomseed(value)
	value = tonumber(value) or 1
	seed = floor(value ~= value and 1 or value) % 2147483646 + 1
	for _ = 1, 3 do
		random_unit()
	end
end

-- Start the numbers of one more invocation of the page; gives back the state of those further out.
function E.begin_random()
	local outer = seed
	invocations = invocations + 1
	standard.math.randomseed((E.page_seed or 1) + invocations)
	return outer
end

function E.end_random(outer)
	seed = outer
end

local string_meta = getmeta("")
string_meta.__metatable = false

-- Methods of strings are those of the environment that runs.
function E.use_strings(library)
	string_meta.__index = library or standard.string
end

E.hooks[#E.hooks + 1] = function()
	invocations = 0
	E.use_strings()
end
E.use_strings()
