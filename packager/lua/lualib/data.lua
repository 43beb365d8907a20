-- mw.loadData: tables that a module builds once and everyone may read.

local E = ...
local fail, frozen = E.fail, E.frozen
local type, rawnext, rawerror, rawsetmetatable, getmeta, format = type, next, error, setmetatable, debug.getmetatable, string.format

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

local function evaluate(name, read)
	local outer_dependent = E.page_dependent
	E.page_dependent = false
	local state = { env = E.new_environment(), frame_id = "empty", modules = {} }
	local ok, data = E.with_invocation(state, read or function()
		local entry, _, message = E.chunk_of(name)
		if message then
			rawerror(message, 0)
		elseif not entry then
			E.outside.fail(format("package.lua:80: module '%s' not found", name))
		end
		return E.run_chunk(entry, state.env)
	end, name)
	local dependent = E.page_dependent
	E.page_dependent = outer_dependent or dependent
	if not ok then
		rawerror(data, 0)
	elseif type(data) ~= "table" then
		fail(name .. " returned " .. type(data) .. ", table expected")
	end
	return { value = freeze(data, {}), modules = state.modules }, dependent
end

-- What a page has paid for. A table that is there from another page costs what it cost to make, so that the limit on
-- instructions is reached at the same place whatever was rendered before.
local paid = {}
local inner_steps, inner_keys = 0, {}

local function price(known)
	local sum = known.steps
	for i = 1, #known.inner do
		local key = known.inner[i]
		sum = sum + 1
		if not paid[key] then
			paid[key] = true
			sum = sum + price(data_cache[key])
		end
	end
	return sum
end

function E.load_data(name, read)
	local key = read and "json:" .. name or name
	local known = data_cache[key] or page_data[key]
	local before = E.steps()
	if known then
		local sum = 0
		if not paid[key] then
			paid[key] = true
			sum = price(known)
		end
		E.begin_step(sum)
	else
		local outer_steps, outer_keys = inner_steps, inner_keys
		inner_steps, inner_keys = 0, {}
		E.begin_step()
		local dependent
		known, dependent = evaluate(name, read)
		E.begin_step()
		known.steps, known.inner = E.steps() - before - inner_steps - 1, inner_keys
		inner_steps, inner_keys = outer_steps, outer_keys
		local cache = dependent and page_data or data_cache
		cache[key] = known
		paid[key] = true
	end
	inner_steps, inner_keys[#inner_keys + 1] = inner_steps + E.steps() - before, key
	E.use_modules(known.modules)
	return known.value
end

E.hooks[#E.hooks + 1] = function()
	page_data, paid = {}, {}
	inner_steps, inner_keys = 0, {}
end

function E.forget_data()
	data_cache = {}
end
