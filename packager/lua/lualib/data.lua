-- mw.loadData: tables that a module builds once and everyone may read.

local E = ...
local fail, frozen = E.fail, E.frozen
local type, rawnext, rawerror, rawpcall, rawsetmetatable = type, next, error, pcall, setmetatable
local getmeta, format = debug.getmetatable, string.format

-- Tables that depend on nothing but modules stay for the pages to come.
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
		rawerror("data for mw.loadData contains a table with a metatable", 0)
	end
	local proxy = {}
	seen[data] = proxy
	for k, v in rawnext, data do
		local kind = type(k)
		if kind ~= "string" and kind ~= "number" and kind ~= "boolean" then
			rawerror(format("data for mw.loadData contains unsupported data type '%s' as key", kind), 0)
		end
		kind = type(v)
		if kind == "table" then
			data[k] = freeze(v, seen)
		elseif kind ~= "string" and kind ~= "number" and kind ~= "boolean" then
			rawerror(format("data for mw.loadData contains unsupported data type '%s'", kind), 0)
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

-- The table and its modules, or nil, what is wrong and how to say so; and whether it depends on the page.
local function evaluate(name, read)
	local outer_dependent = E.page_dependent
	E.page_dependent = false
	local state = { env = E.new_environment(), frame_id = "empty", modules = {} }
	local ok, data = E.with_invocation(state, read or function()
		local chunk, _, message = E.chunk_of(name)
		if message then
			rawerror(message, 0)
		elseif not chunk then
			E.outside.fail(format("package.lua:80: module '%s' not found", name))
		end
		return E.run_chunk(chunk, state.env)
	end, name)
	local dependent = E.page_dependent
	E.page_dependent = outer_dependent or dependent
	local say = rawerror
	if ok and type(data) ~= "table" then
		ok, data, say = false, name .. " returned " .. type(data) .. ", table expected", fail
	elseif ok then
		ok, data = rawpcall(freeze, data, {})
		say = data == "not enough memory" and rawerror or fail
	end
	if ok then
		return { value = data, modules = state.modules, searched = not dependent and state.searched }, dependent
	end
	-- Whoever catches this depends on the same modules.
	E.use_modules(state.modules)
	return nil, dependent, data, say
end

-- What a page has paid for. A table that is there from another page costs what it cost to make, so that the limit on
-- instructions is reached at the same place whatever was rendered before: three steps, one before, one after, and one
-- after it is known whether it is there, and between them its own and those of the tables that it loads in turn.
local paid = {}
local inner_steps, inner_keys = 0, {}
local AROUND = 3

local function price(known)
	local sum = known.steps
	for i = 1, #known.inner do
		local key = known.inner[i]
		if not paid[key] then
			paid[key] = true
			sum = sum + AROUND + price(data_cache[key])
		end
	end
	return sum
end

-- A table that nobody has made yet; what it costs has been counted.
local function made(key, name, read)
	local before, outer_steps, outer_keys = E.steps(), inner_steps, inner_keys
	inner_steps, inner_keys = 0, {}
	local known, dependent, message, say = evaluate(name, read)
	local own, keys = E.steps() - before - inner_steps, inner_keys
	inner_steps, inner_keys = outer_steps, outer_keys
	if not known then
		-- The tables that it loaded stand on their own, the rest is the caller's work.
		for i = 1, #keys do
			inner_keys[#inner_keys + 1] = keys[i]
		end
		inner_steps = inner_steps + E.steps() - before - own
		say(message, 0)
	end
	known.steps, known.inner = own, keys
	local cache = dependent and page_data or data_cache
	cache[key] = known
	return known
end

function E.load_data(name, read)
	local key = read and "json:" .. name or name
	local known = page_data[key] or data_cache[key]
	if paid[key] then
		E.use_modules(known.modules)
	else
		local before = E.steps()
		E.begin_step()
		if known and known.searched and not E.still_without(known.searched) then
			known = nil
		end
		E.begin_step()
		local sum = 0
		if known then
			sum = price(known)
		else
			known = made(key, name, read)
		end
		paid[key] = true
		E.use_modules(known.modules)
		E.begin_step(sum)
		inner_steps = inner_steps + E.steps() - before
	end
	inner_keys[#inner_keys + 1] = key
	if page_data[key] then
		-- Also where it was made by someone else before: what is made of it is the page's own.
		E.page_dependent = true
	end
	E.note_searched(known.searched)
	return known.value
end

E.hooks[#E.hooks + 1] = function()
	page_data, paid = {}, {}
	inner_steps, inner_keys = 0, {}
end

function E.forget_data()
	data_cache = {}
end
