-- mw.message (manual: "Message library").

local E = ...
local host, done, fail, text = E.host, E.done, E.fail, E.text
local type, tostring, setmeta, getmeta, select, gsub, find, tonumber = type, tostring, setmetatable, debug.getmetatable, select, string.gsub, string.find, tonumber

local lib = {}
local methods = {}
-- The metatable of a message holds its data, as with titles.
local MESSAGE = {}
-- Parameters marked as raw or as numbers.
local marked = setmeta({}, { __mode = "k" })

local function of(self, name)
	local d = type(self) == "table" and getmeta(self)
	if not d or d.kind ~= MESSAGE then
		fail("mw.message: invalid message object. Did you call " .. name .. " with a dot instead of a colon?")
	end
	return d
end

local function make(keys, raw)
	return setmeta({}, {
		kind = MESSAGE, keys = keys, raw = raw, params = {}, lang = E.site_facts.lang,
		__index = methods, __metatable = false, __tostring = methods.plain,
	})
end

local function list(...)
	if type((...)) == "table" and not marked[(...)] then
		return ...
	end
	return { ... }
end

local function add(d, name, kind, ...)
	local values = list(...)
	for i = 1, #values do
		local value = values[i]
		if type(value) == "table" and marked[value] then
			d.params[#d.params + 1] = marked[value]
		elseif type(value) == "string" or type(value) == "number" then
			d.params[#d.params + 1] = { kind = kind, value = value }
		elseif E.is_title(value) or type(value) == "table" and getmeta(value) then
			d.params[#d.params + 1] = { kind = kind, value = E.tostring(value) }
		else
			E.badarg(i, name, "string", value)
		end
	end
end

function methods:params(...)
	add(of(self, "params"), "params", "text", ...)
	return self
end

function methods:rawParams(...)
	add(of(self, "rawParams"), "rawParams", "text", ...)
	return self
end

function methods:numParams(...)
	add(of(self, "numParams"), "numParams", "number", ...)
	return self
end

function methods:inLanguage(language)
	local d = of(self, "inLanguage")
	d.lang = E.language_code(language) or text("inLanguage", 1, language)
	return self
end

function methods:useDatabase(value)
	of(self, "useDatabase").local_only = value == false
	return self
end

local function found(d)
	if d.raw then
		return d.raw
	end
	E.page_dependent = true
	for i = 1, #d.keys do
		local value = done(host.message_page(d.keys[i], d.lang, not d.local_only))
		if value and value ~= "-" then
			return value
		elseif value then
			d.disabled = true
		end
	end
end

local function filled(d, value)
	if #d.params == 0 or not find(value, "$", 1, true) then
		return value
	end
	return (gsub(value, "%$(%d+)", function(digits)
		local param = d.params[tonumber(digits)]
		if not param then
			return nil
		elseif param.kind == "number" then
			return done(host.format_num(d.lang, type(param.value) == "number" and E.php_number(param.value) or tostring(param.value), true))
		end
		return tostring(param.value)
	end))
end

function methods:plain()
	local d = of(self, "plain")
	local value = found(d)
	if not value then
		return "⧼" .. d.keys[1] .. "⧽"
	end
	return filled(d, value)
end

function methods:exists()
	return found(of(self, "exists")) ~= nil
end

function methods:isBlank()
	local value = found(of(self, "isBlank"))
	return value == nil or value == ""
end

function methods:isDisabled()
	local value = found(of(self, "isDisabled"))
	return value == nil or value == "" or value == "-"
end

function lib.new(key, ...)
	local message = make({ text("message.new", 1, key) })
	add(getmeta(message), "new", "text", ...)
	return message
end

function lib.newFallbackSequence(...)
	local keys = {}
	for i = 1, select("#", ...) do
		keys[i] = text("message.newFallbackSequence", i, (select(i, ...)))
	end
	return make(keys)
end

function lib.newRawMessage(value, ...)
	local message = make({}, text("message.newRawMessage", 1, value))
	add(getmeta(message), "newRawMessage", "text", ...)
	return message
end

local function mark(kind, value)
	local param = {}
	marked[param] = { kind = kind, value = value }
	return param
end

function lib.rawParam(value)
	return mark("text", value)
end

function lib.numParam(value)
	return mark("number", value)
end

function lib.getDefaultLanguage()
	return E.language(E.site_facts.lang)
end

E.library("message", lib)
