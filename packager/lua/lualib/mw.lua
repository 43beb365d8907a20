-- The functions that stand in `mw` itself (manual: "Scribunto libraries", "Base functions").

local E = ...
local host, done, fail = E.host, E.done, E.fail
local type, tostring, rawget, select, sort, concat, rep = type, E.tostring, rawget, select, table.sort, table.concat, string.rep
local next, rawset, pairs, getmeta, setmeta, format = next, rawset, E.pairs, debug.getmetatable, setmetatable, string.format

local mw = {}
E.mw = mw

function mw.allToString(...)
	local out = {}
	for i = 1, select("#", ...) do
		out[i] = tostring((select(i, ...)))
	end
	return concat(out, "\t")
end

function mw.clone(value)
	local seen = {}
	local function clone(v)
		if type(v) ~= "table" then
			return v
		elseif seen[v] then
			return seen[v]
		end
		local copy = {}
		seen[v] = copy
		local own = E.clone_object and E.clone_object(v, clone)
		if own then
			seen[v] = own
			return own
		end
		if E.frozen[v] then
			for k, element in pairs(v) do
				copy[k] = clone(element)
			end
			return copy
		end
		local mt = getmeta(v)
		if mt then
			-- A protected metatable is ours: share it.
			setmeta(copy, rawget(mt, "__metatable") ~= nil and mt or clone(mt))
		end
		for k, element in next, v do
			rawset(copy, k, clone(element))
		end
		return copy
	end
	return clone(value)
end

function mw.getCurrentFrame()
	local state = E.current()
	return state and E.frame(state.frame_id)
end

function mw.isSubsting()
	return false
end

function mw.incrementExpensiveFunctionCount()
	E.page_dependent = true
	done(host.expensive())
end

function mw.addWarning(text)
	done(host.warning(E.text("addWarning", 1, text)))
end

function mw.loadData(name)
	E.check("mw.loadData", 1, name, "string")
	return E.load_data(name)
end

function mw.loadJsonData(page)
	E.check("mw.loadJsonData", 1, page, "string")
	return E.load_data(page, function()
		E.use_modules({ page })
		local content = done(host.json_content(page))
		if not content then
			fail(format("bad argument #1 to 'mw.loadJsonData' ('%s' is not a valid JSON page)", page))
		end
		return E.json_decode(content, 0)
	end)
end

-- A readable form of any value; objects get numbers in order of appearance, never addresses.
function mw.dumpObject(object)
	E.page_dependent = true
	local numbers, tables = {}, 0
	local expand

	local function leaf(value)
		if type(value) == "string" then
			return format("%q", value)
		end
		return tostring(value)
	end

	local function name_of(t)
		if not numbers[t] then
			tables = tables + 1
			numbers[t] = "table#" .. tables
			local mt = getmeta(t)
			if mt and mt.__tostring and not E.frozen[t] then
				numbers[t] = numbers[t] .. " (" .. tostring(t) .. ")"
			end
		end
		return numbers[t]
	end

	function expand(value, indent, done_tables)
		if type(value) ~= "table" then
			return leaf(value)
		elseif done_tables[value] then
			return name_of(value)
		end
		done_tables[value] = true
		local lines = { name_of(value) .. " {" }
		local mt = getmeta(value)
		if mt and rawget(mt, "__metatable") == nil then
			lines[#lines + 1] = rep(" ", indent + 2) .. "metatable = " .. expand(mt, indent + 2, done_tables)
		end
		local seen = {}
		for i, element in E.ipairs(value) do
			seen[i] = true
			lines[#lines + 1] = rep(" ", indent + 2) .. expand(element, indent + 2, done_tables) .. ","
		end
		local keys = {}
		for k in pairs(value) do
			if not seen[k] then
				keys[#keys + 1] = k
			end
		end
		sort(keys, function(a, b)
			if type(a) == "number" and type(b) == "number" then
				return a < b
			end
			return tostring(a) < tostring(b)
		end)
		for i = 1, #keys do
			local k = keys[i]
			lines[#lines + 1] = rep(" ", indent + 2) .. "[" .. expand(k, indent + 2, done_tables) .. "] = "
				.. expand(value[k], indent + 2, done_tables) .. ","
		end
		if #lines == 1 then
			return name_of(value) .. " {}"
		end
		lines[#lines + 1] = rep(" ", indent) .. "}"
		return concat(lines, "\n")
	end

	return expand(object, 0, {})
end

-- The log goes to nobody: there is no console.
function mw.log()
end

function mw.logObject(object, prefix)
	if prefix ~= nil then
		E.check("mw.logObject", 2, prefix, "string")
	end
	mw.dumpObject(object)
end

return mw
