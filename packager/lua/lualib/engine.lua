-- The sandbox of Scribunto: what a module may touch, one fresh environment for each #invoke, limits, chunks, require.
-- Runs once in a new Lua state, with the host's functions as its argument; afterwards the real globals are empty.

local host, page_limits = ...

-- The real globals are copied, for our own code only, and emptied at the end (E.seal).
local globals, raw = _G, {}
for name, value in pairs(_G) do
	raw[name] = value
end
for _, name in ipairs({ "_G", "io", "package", "require", "module", "dofile", "loadfile", "load", "print", "newproxy", "coroutine" }) do
	raw[name] = nil
end
setfenv(1, raw)
local type, rawnext, rawget, rawset, select, unpack = type, next, rawget, rawset, select, unpack
local rawpairs, rawipairs, rawtostring, rawerror = pairs, ipairs, tostring, error
local rawpcall, rawxpcall, rawsetmetatable, rawsetfenv, rawgetfenv = pcall, xpcall, setmetatable, setfenv, getfenv
local loadstring, getinfo, getmeta, sethook = loadstring, debug.getinfo, debug.getmetatable, debug.sethook
local sub, gsub, strmatch, format, strbyte = string.sub, string.gsub, string.match, string.format, string.byte
local concat, sort, tinsert = table.concat, table.sort, table.insert
local floor = math.floor
local clock = os.clock

local E = { host = host, raw = raw, libraries = {}, hooks = {} }

-- Errors -------------------------------------------------------------------------------------------------------

-- Chunks of modules are named "=모듈:이름"; everything of ours "@...".
local function where()
	-- A loop of tail calls leaves millions of levels behind.
	for level = 2, 200 do
		local info = getinfo(level, "Sl")
		if not info then
			return ""
		end
		if sub(info.source, 1, 1) == "=" and info.what ~= "C" and info.currentline > 0 then
			return info.short_src .. ":" .. info.currentline .. ": "
		end
	end
	return ""
end

-- Raise an error at the place in module code that called us.
local function fail(message)
	rawerror(where() .. message, 0)
end
E.fail = fail

local function badarg(number, name, expected, value)
	fail(format("bad argument #%d to '%s' (%s expected, got %s)", number, name, expected, type(value)))
end
E.badarg = badarg

-- Unpack what a host function returned: a flag and values, or the text of an error.
local dead
local function done(ok, ...)
	if dead then
		rawerror(dead, 0)
	elseif ok then
		return ...
	end
	local message, fatal = ...
	if fatal then
		dead = fatal
		rawerror(fatal, 0)
	end
	fail(message)
end
E.done = done

function E.check(name, index, value, expected, optional)
	if value == nil and optional then
		return
	end
	if type(value) ~= expected then
		badarg(index, name, expected, value)
	end
end

-- A string argument; numbers count as strings, as in Lua's own library.
function E.text(name, index, value)
	local kind = type(value)
	if kind == "string" then
		return value
	end
	if kind == "number" then
		return rawtostring(value)
	end
	badarg(index, name, "string", value)
end

-- Time ---------------------------------------------------------------------------------------------------------

local deadline = 0
local used = 0
local entered = 0
local depth = 0
local TIMEOUT, MEMORY, ABORT = "timeout", "memory", "abort"

sethook(function()
	if clock() > deadline then
		dead = TIMEOUT
		rawerror(TIMEOUT, 0)
	end
	if dead then
		rawerror(dead, 0)
	end
end, "", 200000)

-- All time between the outermost entry and its end counts, that of the host's work included.
local function enter()
	if depth == 0 then
		entered = clock()
		deadline = entered + page_limits.seconds - used
	end
	depth = depth + 1
end

local function leave()
	depth = depth - 1
	if depth == 0 then
		used = used + clock() - entered
	end
end

-- Protected calls: what ends the run cannot be caught.
local function outcome(ok, ...)
	if not ok then
		if dead then
			rawerror(dead, 0)
		end
		if (...) == "not enough memory" then
			dead = MEMORY
			rawerror(MEMORY, 0)
		end
	end
	return ok, ...
end

-- What a C function says when one of our wrappers has passed a call on names the wrapper; name the module's line.
local function translate(message)
	if type(message) ~= "string" then
		return message
	end
	local rest = strmatch(message, "^mw%.%l+:%d+: (.*)$") or strmatch(message, "^engine:%d+: (.*)$")
	if not rest then
		return message
	end
	return where() .. gsub(rest, "^(bad argument #%d+ to ')[cr](%l+')", "%1%2")
end

local function pcall(f, ...)
	local n = select("#", ...)
	if n == 0 then
		return outcome(rawxpcall(f, translate))
	end
	local args = { ... }
	return outcome(rawxpcall(function()
		return f(unpack(args, 1, n))
	end, translate))
end

local function xpcall(f, handler)
	return outcome(rawxpcall(f, function(message)
		if dead then
			return message
		end
		return handler(translate(message))
	end))
end

-- Order of tables ----------------------------------------------------------------------------------------------

-- Keys that are tables or functions lie in a table by their address; here they come in an order of their contents.
local by_address = { table = true, ["function"] = true, userdata = true, thread = true }
local rank = { number = 1, string = 2, boolean = 3 }

local function describe(value, depth)
	local kind = type(value)
	if kind == "function" then
		local info = getinfo(value, "S")
		return "f" .. info.short_src .. format("%08d", info.linedefined)
	elseif kind ~= "table" then
		return sub(kind, 1, 1) .. rawtostring(value)
	elseif depth == 0 then
		return "t"
	end
	local parts, count = {}, 0
	for k, v in rawnext, value do
		count = count + 1
		if count > 200 then
			break
		end
		parts[count] = describe(k, depth - 1) .. "=" .. describe(v, depth - 1)
	end
	sort(parts)
	return "t" .. concat(parts, ",")
end

local function ordered_keys(t)
	local keys, names = {}, {}
	local n = 0
	for k, v in rawnext, t do
		n = n + 1
		keys[n] = k
		if not rank[type(k)] then
			names[k] = describe(k, 2) .. "\0" .. describe(v, 2)
		end
	end
	sort(keys, function(a, b)
		local ra, rb = rank[type(a)] or 4, rank[type(b)] or 4
		if ra ~= rb then
			return ra < rb
		elseif ra == 4 then
			return names[a] < names[b]
		elseif ra == 3 then
			return not a and b
		end
		return a < b
	end)
	return keys
end

local function has_address_key(t)
	for k in rawnext, t do
		if by_address[type(k)] then
			return true
		end
	end
	return false
end

local orders = rawsetmetatable({}, { __mode = "k" })

local function next(t, k)
	if type(t) ~= "table" then
		badarg(1, "next", "table", t)
	end
	local order = orders[t]
	if k == nil then
		if not has_address_key(t) then
			orders[t] = nil
			return rawnext(t)
		end
		order = { keys = ordered_keys(t), at = {} }
		for i = 1, #order.keys do
			order.at[order.keys[i]] = i
		end
		orders[t] = order
	elseif not order or not order.at[k] then
		return rawnext(t, k)
	end
	for i = (k == nil and 0 or order.at[k]) + 1, #order.keys do
		local key = order.keys[i]
		local value = rawget(t, key)
		if value ~= nil then
			return key, value
		end
	end
	return nil
end

local function pairs(t)
	local mt = getmeta(t)
	if mt then
		local meta = rawget(mt, "__pairs")
		if meta then
			local iterate, state, start = meta(t)
			return iterate, state, start
		end
	end
	if type(t) ~= "table" then
		badarg(1, "pairs", "table", t)
	end
	for k in rawnext, t do
		if by_address[type(k)] then
			return next, t, nil
		end
	end
	return rawnext, t, nil
end
E.pairs = pairs

local function ipairs(t)
	local mt = getmeta(t)
	if mt then
		local meta = rawget(mt, "__ipairs")
		if meta then
			local iterate, state, start = meta(t)
			return iterate, state, start
		end
	end
	if type(t) ~= "table" then
		badarg(1, "ipairs", "table", t)
	end
	return rawipairs(t)
end
E.ipairs = ipairs

-- Shared read-only tables (mw.loadData); nothing may be put into them behind __newindex either.
local frozen = rawsetmetatable({}, { __mode = "k" })
E.frozen = frozen

-- Basic functions ----------------------------------------------------------------------------------------------

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
	return raw.getmetatable(value)
end

local function setmetatable(t, mt)
	if type(t) ~= "table" then
		badarg(1, "setmetatable", "table", t)
	elseif mt ~= nil and type(mt) ~= "table" then
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
local environments = {}

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
	if environments[env] then
		return env
	end
	return nil
end

local function setfenv(f, env)
	if type(env) ~= "table" then
		badarg(2, "setfenv", "table", env)
	end
	local target = level_of(f, "setfenv")
	if not target or not environments[rawgetfenv(target)] then
		fail("'setfenv' cannot set the requested environment, it is protected")
	end
	environments[env] = true
	rawsetfenv(target, env)
	return target
end

local base = {
	_VERSION = "Lua 5.1",
	assert = assert, error = rawerror, getfenv = getfenv, getmetatable = getmetatable, ipairs = ipairs, next = next,
	pairs = pairs, pcall = pcall, rawequal = rawequal, rawget = rawget, rawset = sandboxed_rawset, select = select,
	setfenv = setfenv, setmetatable = setmetatable, tonumber = tonumber, tostring = tostring, type = type,
	unpack = unpack, xpcall = xpcall,
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
	debug = { traceback = raw.debug.traceback },
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

function E.seed_page(value)
	E.page_seed = value
	invocations = 0
end

-- Environments and modules -------------------------------------------------------------------------------------

local string_meta = getmeta("")
string_meta.__metatable = false

local chunks = {}
local names = {}
local page_modules = {}
local current
local environment_serial = 0

-- The compiled chunk of a module page and its full name, or nil if there is none.
local function chunk_of(name)
	local title = names[name]
	if title == nil then
		title = done(host.module_title(name))
		names[name] = title
	end
	if not title then
		return nil
	end
	if not page_modules[title] then
		page_modules[title] = true
		host.module_used(title)
	end
	if current and current.modules then
		current.modules[#current.modules + 1] = title
	end
	local entry = chunks[title]
	if entry then
		if not entry.busy then
			return entry, title
		end
		-- Its main chunk is running further out, with an environment of its own.
		local source = done(host.module_source(title))
		return { chunk = loadstring(source, entry.name) }, title
	end
	local source, chunkname = done(host.module_source(title))
	if not source then
		return nil
	end
	if strbyte(source, 1) == 27 then
		fail("cannot load bytecode")
	end
	local chunk, message = loadstring(source, "=" .. chunkname)
	if not chunk then
		return nil, title, message
	end
	entry = { chunk = chunk, name = "=" .. chunkname }
	chunks[title] = entry
	return entry, title
end

local function run_chunk(entry, env, ...)
	rawsetfenv(entry.chunk, env)
	entry.busy = true
	local function finish(ok, ...)
		entry.busy = false
		if not ok then
			rawerror((...), 0)
		end
		return ...
	end
	return finish(rawpcall(entry.chunk, ...))
end

local LOADING = {}

-- require and package of one environment.
local function add_package(env)
	local loaded = { _G = env }
	for name in rawnext, standard do
		loaded[name] = env[name]
	end
	loaded.os, loaded.mw = env.os, env.mw
	local package = { loaded = loaded, preload = {}, loaders = {}, path = "", cpath = "", config = "" }
	loaded.package = package
	package.loaders[1] = function(name)
		return package.preload[name]
	end
	package.loaders[2] = function(name)
		local builtin = E.modules[name]
		if builtin then
			return function()
				return builtin(env)
			end
		end
		if sub(name, 1, 3) == "mw." then
			local library = env.mw[sub(name, 4)]
			if library then
				return function()
					return library
				end
			end
		end
		local entry, title, message = chunk_of(name)
		if message then
			rawerror(message, 0)
		elseif entry then
			return function(...)
				return run_chunk(entry, env, ...)
			end
		end
	end
	env.package = package
	env.require = function(...)
		local name = ...
		if type(name) == "number" then
			name = rawtostring(name)
		elseif type(name) ~= "string" then
			fail(format("bad argument #1 to 'require' (string expected, got %s)", select("#", ...) == 0 and "no value" or type(name)))
		end
		local loaded = package.loaded
		local value = loaded[name]
		if value == LOADING then
			fail(format("loop or previous error loading module '%s'", name))
		elseif value then
			return value
		end
		local loader
		for _, search in rawipairs(package.loaders) do
			loader = search(name)
			if type(loader) == "function" then
				break
			end
			loader = nil
		end
		if not loader then
			fail(format("module '%s' not found", name))
		end
		loaded[name] = LOADING
		local ok, result = rawpcall(loader, name)
		if not ok then
			loaded[name] = nil
			rawerror(result, 0)
		end
		if result ~= nil then
			loaded[name] = result
		elseif loaded[name] == LOADING then
			loaded[name] = true
		end
		return loaded[name]
	end
end

local library_order = {}

-- Called by each mw.* file: functions that every environment gets its own table of.
function E.library(name, functions, setup)
	library_order[#library_order + 1] = { name = name, functions = functions, setup = setup }
end

local function new_environment()
	local env = {}
	for k, v in rawnext, base do
		env[k] = v
	end
	env._G = env
	for name, library in rawnext, standard do
		local t = {}
		for k, v in rawnext, library do
			t[k] = v
		end
		env[name] = t
	end
	local os = {}
	for k, v in rawnext, E.os do
		os[k] = v
	end
	env.os = os
	local mw = {}
	for k, v in rawnext, E.mw do
		mw[k] = v
	end
	env.mw = mw
	for i = 1, #library_order do
		local library = library_order[i]
		local t = {}
		for k, v in rawnext, library.functions do
			t[k] = v
		end
		mw[library.name] = t
		if library.setup then
			library.setup(t, env)
		end
	end
	add_package(env)
	return env
end
E.new_environment = new_environment

function E.current()
	return current
end

-- Run f in a new invocation whose frame is `frame`.
local function with_invocation(state, f, ...)
	local outer, outer_environments = current, environments
	current, environments = state, { [state.env] = true }
	string_meta.__index = state.env.string
	local outer_seed = seed
	invocations = invocations + 1
	standard.math.randomseed((E.page_seed or 1) + invocations)
	local function finish(...)
		current, environments = outer, outer_environments
		seed = outer_seed
		string_meta.__index = outer and outer.env.string or standard.string
		return ...
	end
	return finish(rawpcall(f, ...))
end

-- mw.loadData --------------------------------------------------------------------------------------------------

local data_cache, page_data = {}, {}

local READ_ONLY = "table from mw.loadData is read-only"

local function data_newindex()
	fail(READ_ONLY)
end

-- The read-only twin of a table. Nested tables are already twins in `data`, so that look-ups stay in C.
local function freeze(data, seen)
	if seen[data] then
		return seen[data]
	end
	if getmeta(data) then
		fail("data for mw.loadData contains a table with a metatable")
	end
	local proxy = {}
	seen[data] = proxy
	for k, v in rawnext, data do
		local kind = type(k)
		if kind ~= "string" and kind ~= "number" and kind ~= "boolean" then
			fail(format("data for mw.loadData contains unsupported data type '%s' as key", kind))
		end
		kind = type(v)
		if kind == "table" then
			data[k] = freeze(v, seen)
		elseif kind ~= "string" and kind ~= "number" and kind ~= "boolean" then
			fail(format("data for mw.loadData contains unsupported data type '%s'", kind))
		end
	end
	rawsetmetatable(proxy, {
		__index = data,
		__newindex = data_newindex,
		__metatable = false,
		__pairs = function()
			-- Not `data` itself, which must stay out of reach.
			local key
			return function()
				local value
				key, value = rawnext(data, key)
				return key, value
			end
		end,
		__ipairs = function()
			local i = 0
			return function()
				i = i + 1
				local value = data[i]
				if value ~= nil then
					return i, value
				end
			end
		end,
	})
	frozen[proxy] = true
	return proxy
end

local function load_data(name, read)
	local key = read and "json:" .. name or name
	local known = data_cache[key] or page_data[key]
	if known then
		for i = 1, #known.modules do
			local title = known.modules[i]
			if not page_modules[title] then
				page_modules[title] = true
				host.module_used(title)
			end
			if current and current.modules then
				current.modules[#current.modules + 1] = title
			end
		end
		return known.value
	end
	local outer_dependent = E.page_dependent
	E.page_dependent = false
	local state = { env = new_environment(), frame_id = "empty", modules = {} }
	local ok, data = with_invocation(state, read or function()
		local entry, _, message = chunk_of(name)
		if message then
			rawerror(message, 0)
		elseif not entry then
			fail(format("bad argument #1 to 'mw.loadData' (module '%s' not found)", name))
		end
		return run_chunk(entry, state.env)
	end, name)
	if not ok then
		rawerror(data, 0)
	elseif type(data) ~= "table" then
		fail(name .. " returned " .. type(data) .. ", table expected")
	end
	local proxy = freeze(data, {})
	local entry = { value = proxy, modules = state.modules }
	if E.page_dependent then
		page_data[key] = entry
	else
		data_cache[key] = entry
	end
	E.page_dependent = outer_dependent or E.page_dependent
	if current and current.modules then
		for i = 1, #state.modules do
			current.modules[#current.modules + 1] = state.modules[i]
		end
	end
	return proxy
end
E.load_data = load_data

-- #invoke ------------------------------------------------------------------------------------------------------

local trace_level
local function on_error(message)
	message = translate(message)
	local lines = {}
	for level = 2, 100 do
		local info = getinfo(level, "Sln")
		if not info or #lines == 20 then
			break
		end
		if sub(info.source, 1, 1) == "=" and info.what ~= "C" and info.what ~= "tail" and info.currentline > 0 then
			lines[#lines + 1] = info.short_src .. ":" .. info.currentline .. (info.name and " " .. info.name or "")
		end
	end
	trace_level = concat(lines, " < ")
	return message
end
E.on_error = on_error

local function call_function(title, name, state)
	local entry, _, message = chunk_of(title)
	if message then
		return "error", message, ""
	elseif not entry then
		return "nomodule"
	end
	local status, result
	local ok, message = rawxpcall(function()
		local exports = run_chunk(entry, state.env)
		if type(exports) ~= "table" then
			status, result = "badreturn", type(exports)
			return
		end
		local f = exports[name]
		if f == nil then
			status = "nofunction"
			return
		elseif type(f) ~= "function" then
			status = "notfunction"
			return
		end
		local results = { f(E.frame(state.frame_id)) }
		for i = 1, #results do
			results[i] = tostring(results[i])
		end
		status, result = "ok", concat(results)
	end, on_error)
	if not ok then
		if type(message) ~= "string" then
			if type(message) == "table" and getmeta(message) and getmeta(message).__tostring then
				local fine, text = rawpcall(tostring, message)
				message = fine and type(text) == "string" and text or "(non string error)"
			elseif type(message) == "number" then
				message = rawtostring(message)
			else
				message = "(non string error)"
			end
		end
		return "error", message, trace_level or ""
	end
	return status, result
end

-- Entry point of the host: status, then text or message, then the trace of an error. Calls nest when the host expands
-- wikitext for a module.
function E.invoke(title, name, frame_id)
	if used >= page_limits.seconds then
		dead = dead or TIMEOUT
	end
	if dead then
		return dead
	end
	enter()
	local ok, status, result, trace = rawpcall(function()
		local state = { env = new_environment(), frame_id = frame_id }
		local fine, status, result, trace = with_invocation(state, call_function, title, name, state)
		if not fine then
			return "error", status, ""
		end
		return status, result, trace
	end)
	leave()
	if not ok then
		status, result, trace = "error", status, ""
	end
	if status == "error" and result == "not enough memory" then
		dead = MEMORY
	end
	if dead then
		return dead
	elseif status == "error" then
		return status, rawtostring(result), trace
	end
	return status, result, trace
end

function E.remaining_seconds()
	return page_limits.seconds - used
end

function E.begin_page(page_seed)
	used, depth = 0, 0
	dead = nil
	current = nil
	page_modules = {}
	page_data = {}
	orders = rawsetmetatable({}, { __mode = "k" })
	string_meta.__index = standard.string
	E.seed_page(page_seed)
	for i = 1, #E.hooks do
		E.hooks[i]()
	end
end

function E.memory_kb()
	return raw.collectgarbage("count")
end

function E.collect()
	raw.collectgarbage("collect")
	return raw.collectgarbage("count")
end

function E.forget_caches()
	chunks, names, data_cache = {}, {}, {}
end

-- Load one of our files; it is called with E.
function E.add(source, name)
	local chunk = raw.assert(loadstring(source, "@" .. name))
	rawsetfenv(chunk, raw)
	return chunk(E)
end

function E.seal()
	string_meta.__index = standard.string
	for name in rawnext, copy(globals) do
		globals[name] = nil
	end
	raw.python = nil
end

E.modules = {}
E.ABORT = ABORT
return E
