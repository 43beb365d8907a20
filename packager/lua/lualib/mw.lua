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
	if type(name) ~= "string" then
		E.outside.badarg(1, "require", "string", name, "package.lua:90: ")
	end
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
	local names, tables, shown = {}, 0, {}
	local expand

	local function before(a, b)
		local kind, other = type(a), type(b)
		if kind ~= other then
			return kind < other
		elseif kind == "string" or kind == "number" then
			return a < b
		end
		return kind == "boolean" and tostring(a) < tostring(b)
	end

	function expand(value, indent, open)
		local kind = type(value)
		if kind == "string" then
			return format("%q", value)
		elseif kind == "number" or kind == "nil" or kind == "boolean" then
			return tostring(value)
		elseif kind ~= "table" then
			if not names[value] then
				names[value] = kind
			end
			return names[value]
		end
		if not names[value] then
			local text = tostring(value)
			if text == "table" then
				tables = tables + 1
				text = "table#" .. tables
			else
				-- An object that can say what it is.
				shown[value] = true
			end
			names[value] = text
		end
		if shown[value] or not open then
			return names[value]
		end
		shown[value] = true
		local space = rep("  ", indent + 2)
		local lines = { names[value] .. " {" }
		local mt = E.base.getmetatable(value)
		if mt then
			lines[#lines + 1] = space .. "metatable = " .. expand(mt, indent + 2, false)
		end
		local listed = {}
		for i, element in E.ipairs(value) do
			listed[i] = true
			lines[#lines + 1] = space .. expand(element, indent + 2, true) .. ","
		end
		local keys = {}
		for k in pairs(value) do
			if not listed[k] then
				keys[#keys + 1] = k
			end
		end
		sort(keys, before)
		for i = 1, #keys do
			lines[#lines + 1] = space .. "[" .. expand(keys[i], indent + 3, false) .. "] = "
				.. expand(value[keys[i]], indent + 2, true) .. ","
		end
		lines[#lines + 1] = rep("  ", indent) .. "}"
		return concat(lines, "\n")
	end

	return expand(object, 0, true)
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
