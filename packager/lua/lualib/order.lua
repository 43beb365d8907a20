-- next, pairs and ipairs: the metamethods that Scribunto adds, and an order of tables that is the same in every run.

local E = ...
local type, rawnext, rawget, rawtostring, rawsetmetatable, rawipairs = type, next, rawget, tostring, setmetatable, ipairs
local getinfo, getmeta = debug.getinfo, debug.getmetatable
local sub, format, concat, sort = string.sub, string.format, table.concat, table.sort
local badarg = E.badarg

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
E.next = next

E.hooks[#E.hooks + 1] = function()
	orders = rawsetmetatable({}, { __mode = "k" })
end
