-- The heart of the sandbox: errors, limits, and E, the table through which our files see each other. Runs first in a
-- new Lua state, with the host's functions as its argument; in the end (E.seal) the real globals are empty.

local all_host, page_limits, pure, answers = ...

-- The real globals are copied, for our own code only, and emptied at the end (E.seal).
local globals, raw = _G, {}
for name, value in pairs(_G) do
	raw[name] = value
end
local hidden = {
	"_G", "io", "package", "require", "module", "dofile", "loadfile", "load", "print", "newproxy", "coroutine",
}
for _, name in ipairs(hidden) do
	raw[name] = nil
end
setfenv(1, raw)
local type, select, unpack, rawtostring, rawerror, loadstring = type, select, unpack, tostring, error, loadstring
local rawpcall, rawxpcall, rawsetfenv = pcall, xpcall, setfenv
local getinfo, sethook, collectgarbage = debug.getinfo, debug.sethook, collectgarbage
local sub, gsub, match, format, clock = string.sub, string.gsub, string.match, string.format, os.clock

-- Libraries register in `library_order`, what require() finds by itself in `modules`, what must be forgotten with a page
-- in `hooks`.
local host = {}
local E = { host = host, raw = raw, library_order = {}, modules = {}, hooks = {} }

-- Whoever asks the host anything that is not the same for all pages and at all times makes what is being computed the
-- page's own (see mw.loadData).
for name, f in next, all_host do
	host[name] = pure[name] and f or function(...)
		E.page_dependent = true
		return f(...)
	end
end

-- Tables that fill themselves with the host's answers to texts. Whether an answer was there or was asked for, a module
-- has run one instruction more. An index gives nil where there is no answer to keep: then the host is asked by name.
E.remembered = {}
for name, index in next, answers do
	E.remembered[name] = raw.setmetatable({}, { __index = raw.python.as_function(index) })
end

function E.forget_answers()
	for _, known in next, E.remembered do
		for key in next, known do
			known[key] = nil
		end
	end
end

-- Errors -------------------------------------------------------------------------------------------------------

-- Chunks of modules are named "=모듈:이름"; everything of ours "@...".
-- Nothing if no function of a module called ours: pcall did, or a tail call took the caller's place.
local function where()
	local lost = false
	-- A loop of tail calls leaves millions of levels behind.
	for level = 2, 200 do
		local info = getinfo(level, "Sl")
		if not info then
			return ""
		elseif info.what == "tail" then
			lost = true
		elseif sub(info.source, 1, 1) == "@" then
			lost = false
		elseif lost or info.what == "C" or info.currentline <= 0 then
			return ""
		else
			return info.short_src .. ":" .. info.currentline .. ": "
		end
	end
	return ""
end

E.where = where

-- The module's function that called us: name of its chunk, its first and last line, and the line at which it is.
function E.caller()
	for level = 2, 20 do
		local info = getinfo(level, "Sl")
		if not info then
			return ""
		end
		if sub(info.source, 1, 1) == "=" and info.what == "Lua" and info.currentline > 0 then
			return sub(info.source, 2), info.linedefined, info.lastlinedefined, info.currentline
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

-- What MediaWiki's own side says about a call: no place in a module.
local outside = {}
function outside.fail(message)
	rawerror(message, 0)
end
function outside.badarg(number, name, expected, value, place)
	local message = format("bad argument #%d to '%s' (%s expected, got %s)", number, name, expected, type(value))
	rawerror((place or "") .. message, 0)
end
function outside.text(name, index, value)
	local kind = type(value)
	if kind == "string" then
		return value
	end
	if kind == "number" then
		return rawtostring(value)
	end
	outside.badarg(index, name, "string", value)
end
E.outside = outside

-- Unpack what a host function returned: a flag and values, or the text of an error.
local dead
local by_clock = false
local function done(ok, ...)
	if dead then
		rawerror(dead, 0)
	elseif ok then
		return ...
	end
	local message, fatal = ...
	if fatal then
		dead = fatal
		by_clock = by_clock or fatal == "timeout"
		rawerror(fatal, 0)
	end
	rawerror(message, 0)
end
E.done = done

-- The same where the host does what Lua itself would have done.
function E.done_here(ok, ...)
	if ok or dead then
		return done(ok, ...)
	end
	local message, fatal = ...
	if fatal then
		return done(ok, ...)
	end
	fail(message)
end

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

local NEVER = 1 / 0
local deadline, used, entered, depth = NEVER, 0, 0, 0
local TIMEOUT, MEMORY = "timeout", "memory"

-- Work is counted: a module that loops ends at the same instruction on any machine and in any process, so the page
-- comes out the same. The clock only protects, against C functions and the host; what it ends is marked as unstable.
local STEP = 20000
local steps = 0

local function on_step()
	if depth == 0 then
		-- Nothing of a module runs: the host tidies up.
		return
	end
	steps = steps + 1
	if steps > page_limits.instructions / STEP then
		dead = TIMEOUT
		rawerror(TIMEOUT, 0)
	elseif clock() > deadline then
		dead, by_clock = TIMEOUT, true
		rawerror(TIMEOUT, 0)
	end
	if dead then
		rawerror(dead, 0)
	end
end

-- Begin to count a new step, at the price of one: what is counted from here on does not depend on what went before.
-- Whoever does something once for many pages begins one afterwards, also on the pages for which it is done already.
function E.begin_step(more)
	steps = steps + 1 + (more or 0)
	sethook(on_step, "", STEP)
end

function E.steps()
	return steps
end

function E.by_clock()
	return by_clock and 1 or 0
end

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
		deadline = NEVER
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
	local rest = sub(message, 1, 7) ~= "mw.lua:" and match(message, "^mw%.%l+:%d+: (.*)$") or match(message, "^engine:%d+: (.*)$")
	if not rest then
		return message
	end
	return where() .. gsub(rest, "^(bad argument #%d+ to ')[cr](%l+')", "%1%2")
end

E.translate = translate

-- Functions of Lua's own libraries, which are C functions elsewhere.
local builtin
local function is_builtin(f)
	if not builtin then
		builtin = {}
		for _, library in next, { E.base, E.os, E.standard.string, E.standard.table, E.standard.math } do
			for _, each in next, library do
				builtin[each] = true
			end
		end
	end
	return builtin[f]
end

-- Function of mw.ustring to its name, and the arguments it must be given when pcall calls it without a name.
E.required = {}

-- Called by pcall itself, a C function does not know its own name.
local function nameless(f, given, ok, ...)
	local message = ...
	if ok or type(message) ~= "string" or not is_builtin(f) then
		return ok, ...
	end
	local number, fault = match(message, "^bad argument #(%d+) to '[^']*' %((.*)%)$")
	if not number then
		return ok, ...
	elseif tonumber(number) > given then
		fault = gsub(fault, "got nil$", "got no value")
	end
	return ok, format("bad argument #%s to '?' (%s)", number, fault)
end

local function protected(f, ...)
	if f == rawerror then
		-- Called by pcall, error() stands at no line; the level above it is that of pcall's caller.
		local message, level = ...
		if level == 2 and type(message) == "string" then
			message = where() .. message
		end
		return false, message
	end
	local n = select("#", ...)
	local required = E.required[f]
	if required and n < required.count then
		return false, "too few arguments to mw.ustring." .. required.name
	elseif n == 0 then
		return nameless(f, n, outcome(rawxpcall(f, translate)))
	end
	local args = { ... }
	return nameless(f, n, outcome(rawxpcall(function()
		return f(unpack(args, 1, n))
	end, translate)))
end

function E.pcall(...)
	if select("#", ...) == 0 then
		fail("bad argument #1 to 'pcall' (value expected)")
	end
	return protected(...)
end

function E.xpcall(f, ...)
	if select("#", ...) == 0 then
		fail("bad argument #2 to 'xpcall' (value expected)")
	end
	local handler = ...
	return outcome(rawxpcall(f, function(message)
		if dead then
			return message
		end
		return handler(translate(message))
	end))
end

-- Run f, the outermost or a nested entry of the host: what ends the run, or f's results. Calls nest when the host
-- expands wikitext for a module.
function E.guarded(f)
	if depth == 0 and dead == MEMORY then
		-- What filled the memory is gone.
		dead = nil
		collectgarbage("collect")
	end
	if used >= page_limits.seconds then
		dead, by_clock = dead or TIMEOUT, by_clock or not dead
	end
	if dead then
		return dead
	end
	enter()
	local ok, status, result, trace = rawpcall(f)
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

-- Pages and files of ours --------------------------------------------------------------------------------------

function E.begin_page(page_seed)
	used, depth, steps, dead, by_clock = 0, 0, 0, nil, false
	E.page_seed = page_seed
	for i = 1, #E.hooks do
		E.hooks[i]()
	end
end

-- The last call before a page's modules run.
function E.begin_counting()
	E.begin_step()
end

function E.collect()
	collectgarbage("collect")
	return collectgarbage("count")
end

function E.memory_kb()
	return collectgarbage("count")
end

-- Load one of our files; it is called with E.
function E.add(source, name)
	local chunk, message = loadstring(source, "@" .. name)
	if not chunk then
		rawerror(message, 0)
	end
	rawsetfenv(chunk, raw)
	return chunk(E)
end

function E.seal()
	for name in raw.pairs(raw) do
		globals[name] = nil
	end
	for _, name in raw.ipairs(hidden) do
		globals[name] = nil
	end
	raw.python = nil
end

return E
