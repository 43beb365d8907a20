-- Environments, chunks of modules, require and package (manual: "Lua reference", "Loading modules").

local E = ...
local host, fail, done, base, standard = E.host, E.fail, E.done, E.base, E.standard
local type, rawnext, select, rawtostring, rawerror, rawipairs = type, next, select, tostring, error, ipairs
local rawpcall, rawsetfenv, loadstring, format, sub, byte = pcall, setfenv, loadstring, string.format, string.sub, string.byte

local page_modules = {}
local current

-- Chunks whose main function is running.
local busy = {}

local function compiled(title)
	local source, chunkname = done(host.module_source(title))
	if not source then
		return nil
	end
	if byte(source, 1) == 27 then
		fail("cannot load bytecode")
	end
	return loadstring(source, "=" .. chunkname)
end

-- The compiled chunk of a module page and its full name; nil if there is none; nil, its name and what is wrong with it.
local function chunk_of(name)
	local title = E.remembered.module_title[name]
	if title == nil then
		title = done(host.module_title(name))
	end
	if not title then
		E.use_modules({ name })
		return nil
	end
	E.use_modules({ title })
	local chunk, message = E.remembered.chunk[title]
	if not chunk or busy[chunk] then
		-- A main chunk that is running further out has an environment of its own.
		chunk, message = compiled(title)
	end
	if chunk or message then
		return chunk, title, message
	end
end

local function run_chunk(chunk, env, ...)
	rawsetfenv(chunk, env)
	busy[chunk] = true
	local function finish(ok, ...)
		busy[chunk] = nil
		if not ok then
			rawerror((...), 0)
		end
		return ...
	end
	return finish(rawpcall(chunk, ...))
end

local LOADING = {}

-- require and package of one environment.
local function add_package(env)
	local loaded = { _G = env }
	for name in rawnext, standard do
		loaded[name] = env[name]
	end
	loaded.os, loaded.mw = env.os, env.mw
	local package = { loaded = loaded, preload = {}, loaders = {} }
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
		local chunk, _, message = chunk_of(name)
		if message then
			rawerror(message, 0)
		elseif chunk then
			return function(...)
				return run_chunk(chunk, env, ...)
			end
		end
	end
	env.package = package
	env.require = function(...)
		local name = ...
		if type(name) == "number" then
			name = rawtostring(name)
		elseif type(name) ~= "string" then
			E.outside.badarg(1, "require", "string", name, "package.lua:90: ")
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
			E.outside.fail(format("package.lua:80: module '%s' not found", name))
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

-- Called by each mw.* file: functions that every environment gets its own table of.
function E.library(name, functions, setup)
	E.library_order[#E.library_order + 1] = { name = name, functions = functions, setup = setup }
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
	for i = 1, #E.library_order do
		local library = E.library_order[i]
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
function E.with_invocation(state, f, ...)
	local outer, outer_environments = current, E.environments
	current, E.environments = state, { [state.env] = true }
	E.use_strings(state.env.string)
	local outer_seed = E.begin_random()
	local function finish(...)
		current, E.environments = outer, outer_environments
		E.end_random(outer_seed)
		E.use_strings(outer and (outer.strings or outer.env.string))
		return ...
	end
	return finish(rawpcall(f, ...))
end

-- The page now depends on these modules; so does the data table that is being loaded.
function E.use_modules(titles)
	for i = 1, #titles do
		local title = titles[i]
		if not page_modules[title] then
			page_modules[title] = true
			host.module_used(title)
		end
		if current and current.modules then
			current.modules[#current.modules + 1] = title
		end
	end
end

E.hooks[#E.hooks + 1] = function()
	current = nil
	page_modules, busy = {}, {}
end

E.chunk_of, E.run_chunk = chunk_of, run_chunk
