-- mw.uri (manual: "URI library").

local E = ...
local host, done, fail, text = E.host, E.done, E.fail, E.text
local type, tostring, tonumber, rawset, setmeta, next = type, tostring, tonumber, rawset, setmetatable, next
local gsub, find, match, sub, format, byte, char, concat, sort = string.gsub, string.find, string.match, string.sub, string.format, string.byte, string.char, table.concat, table.sort
local pairs, ipairs = E.pairs, E.ipairs

local lib = {}

local function percent(c)
	return format("%%%02X", byte(c))
end

function lib.encode(s, kind)
	s = text("encode", 1, s)
	kind = kind == nil and "QUERY" or kind
	if kind == "QUERY" then
		return (gsub(gsub(s, "[^A-Za-z0-9%-_%.~ ]", percent), " ", "+"))
	elseif kind == "PATH" then
		return (gsub(s, "[^A-Za-z0-9%-_%.~]", percent))
	elseif kind == "WIKI" then
		return done(host.uri_encode((gsub(s, " ", "_")), "wiki"))
	end
	fail("bad argument #2 to 'encode' (expected QUERY, PATH, or WIKI)")
end

function lib.decode(s, kind)
	s = text("decode", 1, s)
	kind = kind == nil and "QUERY" or kind
	if kind == "QUERY" then
		s = gsub(s, "%+", " ")
	elseif kind == "WIKI" then
		s = gsub(s, "_", " ")
	elseif kind ~= "PATH" then
		fail("bad argument #2 to 'decode' (expected QUERY, PATH, or WIKI)")
	end
	return (gsub(s, "%%(%x%x)", function(hex)
		return char(tonumber(hex, 16))
	end))
end

function lib.anchorEncode(s)
	s = text("anchorEncode", 1, s)
	if not find(s, "[^%w%-%. ]") and not find(s, "  ", 1, true) and not find(s, "^ ") and not find(s, " $") and s ~= "" then
		return (gsub(s, " ", "_"))
	end
	return done(host.anchor_encode(s))
end

function lib.buildQueryString(params)
	E.check("buildQueryString", 1, params, "table")
	local out = {}
	for key, value in pairs(params) do
		key = lib.encode(tostring(key))
		local values = type(value) == "table" and value or { value }
		for i = 1, #values do
			local one = values[i]
			if one and type(one) ~= "string" and type(one) ~= "number" then
				fail("mw.uri.lua:28: bad argument #1 to 'gsub' (string expected, got " .. type(one) .. ")")
			end
			out[#out + 1] = key .. (one and "=" .. lib.encode(tostring(one)) or "")
		end
	end
	return concat(out, "&")
end
E.uri_query = lib.buildQueryString

function lib.parseQueryString(s, i, j)
	s = text("parseQueryString", 1, s)
	s = sub(s, tonumber(i) or 1, tonumber(j) or -1)
	local params = {}
	for part in string.gmatch(s, "[^&]+") do
		local key, value = match(part, "^([^=]*)=(.*)$")
		if not key then
			key, value = part, false
		end
		key = lib.decode(key)
		value = value and lib.decode(value)
		local known = params[key]
		if known == nil then
			params[key] = value
		elseif type(known) == "table" then
			known[#known + 1] = value
		else
			params[key] = { known, value }
		end
	end
	return params
end

local methods = {}
local meta

local PARTS = { "protocol", "user", "password", "host", "port", "path", "query", "fragment" }

local computed = {}

function computed.userInfo(uri)
	if uri.user then
		return uri.user .. (uri.password and ":" .. uri.password or "")
	end
end

function computed.hostPort(uri)
	if uri.host then
		return uri.host .. (uri.port and ":" .. tostring(uri.port) or "")
	end
end

function computed.authority(uri)
	local host_port, info = computed.hostPort(uri), computed.userInfo(uri)
	if host_port then
		return (info and info .. "@" or "") .. host_port
	end
end

function computed.queryString(uri)
	return uri.query and lib.buildQueryString(uri.query) or nil
end

function computed.relativePath(uri)
	local query = computed.queryString(uri)
	return (uri.path or "") .. (query and "?" .. query or "") .. (uri.fragment and "#" .. uri.fragment or "")
end

local uris = setmeta({}, { __mode = "k" })

local function new_object()
	local uri = setmeta({}, meta)
	uris[uri] = true
	return uri
end

function methods:parse(s)
	s = text("parse", 1, s)
	for _, name in ipairs(PARTS) do
		rawset(self, name, nil)
	end
	local rest, fragment = match(s, "^([^#]*)#?(.*)$")
	if find(s, "#", 1, true) then
		self.fragment = lib.decode(fragment, "PATH")
	end
	local before, query = match(rest, "^([^?]*)%?(.*)$")
	if before then
		rest = before
		self.query = lib.parseQueryString(query)
	end
	local protocol, after = match(rest, "^([A-Za-z][A-Za-z0-9+.%-]*):(.*)$")
	if protocol then
		self.protocol, rest = protocol, after
	end
	local authority, path = match(rest, "^//([^/]*)(.*)$")
	if authority then
		local info, host_port = match(authority, "^(.*)@(.*)$")
		if info then
			local user, password = match(info, "^([^:]*):(.*)$")
			self.user, self.password = user or info, password
			authority = host_port
		end
		local name, port = match(authority, "^(.*):(%d*)$")
		self.host = name or authority
		self.port = port and tonumber(port) or nil
		rest = path
	end
	self.path = rest
	return self
end

function methods:clone()
	local copy = new_object()
	for _, name in ipairs(PARTS) do
		local value = self[name]
		if type(value) == "table" then
			local t = {}
			for k, v in pairs(value) do
				t[k] = v
			end
			value = t
		end
		rawset(copy, name, value)
	end
	return copy
end

function methods:extend(params)
	E.check("extend", 1, params, "table")
	self.query = self.query or {}
	for k, v in pairs(params) do
		self.query[k] = v
	end
	return self
end

meta = {
	__metatable = false,
	__index = function(self, key)
		local f = computed[key]
		if f then
			return f(self)
		end
		return methods[key]
	end,
	__newindex = function(self, key, value)
		if computed[key] then
			if key == "relativePath" or key == "authority" or key == "hostPort" or key == "userInfo" then
				fail("index '" .. key .. "' is read only")
			end
			key, value = "query", lib.parseQueryString(text("queryString", 1, value))
		end
		rawset(self, key, value)
	end,
	__tostring = function(self)
		local authority = computed.authority(self)
		return (self.protocol and self.protocol .. ":" or "") .. (authority and "//" .. authority or "") .. computed.relativePath(self)
	end,
	__eq = function(a, b)
		return E.tostring(a) == E.tostring(b)
	end,
}

function lib.new(value)
	local uri = new_object()
	if value == nil then
		return lib.canonicalUrl(E.current_title())
	elseif type(value) == "string" then
		return methods.parse(uri, value)
	elseif uris[value] then
		return methods.clone(value)
	elseif type(value) == "table" then
		for _, name in ipairs(PARTS) do
			rawset(uri, name, value[name])
		end
		return uri
	end
	fail("bad argument #1 to 'new' (string or table or nil expected, got " .. type(value) .. ")")
end

local function page_uri(kind, page, query)
	page = E.tostring(page)
	if type(query) == "table" then
		query = lib.buildQueryString(query)
	end
	query = query == nil and "" or text("fullUrl", 2, query)
	local url = done(host.page_url(kind, page, query))
	return url and lib.new(url) or nil
end

function lib.localUrl(page, query)
	return page_uri("local", page, query)
end

function lib.fullUrl(page, query)
	return page_uri("full", page, query)
end

function lib.canonicalUrl(page, query)
	return page_uri("canonical", page, query)
end

function lib.validate(value)
	E.check("validate", 1, value, "table")
	local faults = {}
	if value.path == nil then
		faults[#faults + 1] = "missing .path"
	end
	if value.protocol ~= nil and (type(value.protocol) ~= "string" or not find(value.protocol, "^[^:/?#]+$")) then
		faults[#faults + 1] = "invalid protocol"
	end
	if value.user ~= nil and (type(value.user) ~= "string" or find(value.user, "[:@/?#]")) then
		faults[#faults + 1] = "invalid user"
	end
	if value.password ~= nil and (type(value.password) ~= "string" or find(value.password, "[:@/?#]")) then
		faults[#faults + 1] = "invalid password"
	end
	if value.host ~= nil and (type(value.host) ~= "string" or find(value.host, "[:@/?#]") and not find(value.host, "^%[[^@/?#]*%]$")) then
		faults[#faults + 1] = "invalid host"
	end
	if value.port ~= nil and (type(value.port) ~= "number" or value.port ~= math.floor(value.port) or value.port < 1 or value.port > 65535) then
		faults[#faults + 1] = "invalid port"
	end
	if value.path ~= nil and (type(value.path) ~= "string" or find(value.path, "[?#]") or value.host and value.path ~= "" and sub(value.path, 1, 1) ~= "/") then
		faults[#faults + 1] = "invalid path"
	end
	if value.query ~= nil and type(value.query) ~= "table" then
		faults[#faults + 1] = "invalid query"
	end
	if value.fragment ~= nil and type(value.fragment) ~= "string" then
		faults[#faults + 1] = "invalid fragment"
	end
	if next(faults) then
		return false, concat(faults, ", ")
	end
	return true, ""
end

E.library("uri", lib)
