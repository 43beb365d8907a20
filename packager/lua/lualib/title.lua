-- mw.title (manual: "Title library").

local E = ...
local host, done, fail, text = E.host, E.done, E.fail, E.text
local type, tostring, rawset, setmeta, getmeta, sort = type, tostring, rawset, setmetatable, debug.getmetatable, table.sort
local gsub, find, match, sub, format, select = string.gsub, string.find, string.match, string.sub, string.format, select
local pairs = E.pairs

local lib = {}
local methods = {}
-- A title's metatable holds its data: ns, text, fragment, interwiki and a cache of the rest. No module can reach it,
-- and unlike a weak table it goes as soon as the title does.
local metamethods = {}
local TITLE = {}

local function data_of(self)
	local d = type(self) == "table" and getmeta(self)
	return d and d.kind == TITLE and d or nil
end

local function of(self, name)
	local d = data_of(self)
	if not d then
		fail("mw.title: invalid title object. Did you call " .. name .. " with a dot instead of a colon?")
	end
	return d
end

local function make(ns, name, fragment, interwiki)
	local m = metamethods
	return setmeta({}, {
		kind = TITLE, ns = ns, text = name, fragment = fragment or "", interwiki = interwiki or "", cache = {},
		__metatable = false, __eq = m.eq, __lt = m.lt, __le = m.le, __tostring = m.tostring, __index = m.index,
		__newindex = m.newindex, __pairs = m.pairs,
	})
end

local function local_title(d)
	return d.interwiki == ""
end

local function prefixed(d)
	local record = E.namespace_records[d.ns]
	local name = d.text
	if record and record.name ~= "" and d.ns ~= 0 then
		name = record.name .. ":" .. name
	end
	if d.interwiki ~= "" then
		name = d.interwiki .. ":" .. name
	end
	return name
end

local function has_subpages(d)
	local record = E.namespace_records[d.ns]
	return record and record.hasSubpages
end

-- Page id, existence and the like: one question to the host, which counts it as expensive.
local function expensive(d)
	local c = d.cache
	if c.id == nil then
		E.page_dependent = true
		if d.interwiki ~= "" then
			c.id, c.exists, c.isRedirect, c.contentModel = 0, false, false, "wikitext"
		else
			c.id, c.exists, c.isRedirect, c.contentModel = done(host.title_facts(d.ns, d.text))
		end
	end
	return c
end

local function derived(d, ns, name)
	if not ns or not E.namespace_records[ns] then
		return nil
	end
	return make(ns, name or d.text)
end

local function subject(ns)
	return ns > 0 and ns % 2 == 1 and ns - 1 or ns
end

local function talk(ns)
	if ns < 0 then
		return nil
	end
	return ns % 2 == 0 and ns + 1 or ns
end

local fields = {}

function fields.namespace(d) return d.ns end
function fields.interwiki(d) return d.interwiki end
function fields.fragment(d) return d.fragment end
function fields.text(d) return d.text end
function fields.nsText(d)
	local record = E.namespace_records[d.ns]
	return record and record.name or ""
end
function fields.prefixedText(d) return prefixed(d) end
function fields.fullText(d)
	return d.fragment ~= "" and prefixed(d) .. "#" .. d.fragment or prefixed(d)
end
function fields.subjectNsText(d)
	local record = E.namespace_records[subject(d.ns)]
	return record and record.name or ""
end
function fields.talkNsText(d)
	local record = E.namespace_records[talk(d.ns) or -99]
	return record and record.name or ""
end
function fields.canTalk(d) return local_title(d) and d.ns >= 0 end
function fields.isLocal(d) return local_title(d) end
function fields.isExternal(d) return not local_title(d) end
function fields.isSpecialPage(d) return d.ns == -1 end
function fields.isTalkPage(d) return d.ns > 0 and d.ns % 2 == 1 end
function fields.isContentPage(d)
	local record = E.namespace_records[d.ns]
	return record and record.isContent or false
end
function fields.isSubpage(d) return has_subpages(d) and find(d.text, "/", 1, true) ~= nil or false end
function fields.rootText(d) return has_subpages(d) and match(d.text, "^([^/]*)/") or d.text end
function fields.baseText(d) return has_subpages(d) and match(d.text, "^(.*)/") or d.text end
function fields.subpageText(d) return has_subpages(d) and match(d.text, "/([^/]*)$") or d.text end
function fields.id(d) return expensive(d).id end
function fields.exists(d) return expensive(d).exists end
function fields.isRedirect(d) return expensive(d).isRedirect end
function fields.contentModel(d) return expensive(d).contentModel end
function fields.pageLang(d) return E.language(E.site_facts.lang) end
function fields.basePageTitle(d) return derived(d, d.ns, fields.baseText(d)) end
function fields.rootPageTitle(d) return derived(d, d.ns, fields.rootText(d)) end
function fields.talkPageTitle(d) return local_title(d) and derived(d, talk(d.ns)) or nil end
function fields.subjectPageTitle(d) return derived(d, subject(d.ns)) end
function fields.redirectTarget(d)
	if d.cache.target == nil then
		E.page_dependent = true
		local ns, name, fragment, interwiki = done(host.redirect_target(d.ns, d.text))
		d.cache.target = ns and make(ns, name, fragment, interwiki) or false
	end
	return d.cache.target
end
-- A dump says nothing of protection: every action is open, a table for each.
function fields.protectionLevels(d)
	if not expensive(d).exists then
		return {}
	end
	local levels = { edit = {}, move = {} }
	if d.ns == 6 then
		levels.upload = {}
	end
	return levels
end
function fields.cascadingProtection() return { restrictions = {}, sources = {} } end
function fields.file(d)
	if d.ns ~= 6 and d.ns ~= -2 then
		return nil
	end
	if d.cache.file == nil then
		E.page_dependent = true
		local exists, width, height, size, mime, pages = done(host.file_facts(d.text))
		if exists then
			d.cache.file = { exists = true, width = width, height = height, size = size, mimeType = mime }
			if pages and pages > 1 then
				local list = {}
				for i = 1, pages do
					list[i] = { width = width, height = height }
				end
				d.cache.file.pages = list
			end
		else
			d.cache.file = { exists = false }
		end
	end
	return d.cache.file
end
function fields.fileExists(d)
	local file = fields.file(d)
	return file and file.exists or false
end

function methods:isSubpageOf(other)
	local a, b = of(self, "isSubpageOf"), of(other, "isSubpageOf")
	return a.interwiki == b.interwiki and a.ns == b.ns and sub(a.text, 1, #b.text + 1) == b.text .. "/"
end

function methods:inNamespace(ns)
	return E.namespace_id(ns) == of(self, "inNamespace").ns
end

function methods:inNamespaces(...)
	for i = 1, select("#", ...) do
		if methods.inNamespace(self, (select(i, ...))) then
			return true
		end
	end
	return false
end

function methods:hasSubjectNamespace(ns)
	return E.namespace_id(ns) == subject(of(self, "hasSubjectNamespace").ns)
end

function methods:subPageTitle(name)
	local d = of(self, "subPageTitle")
	return lib.makeTitle(d.ns, d.text .. "/" .. text("subPageTitle", 1, name))
end

function methods:partialUrl()
	return done(host.uri_encode((gsub(of(self, "partialUrl").text, " ", "_")), "wiki"))
end

-- A query is a text or a table; the two old parameters are still accepted.
local function query_text(query, second)
	if type(query) == "table" then
		return E.uri_query(query)
	end
	query = query == nil and "" or text("fullUrl", 1, query)
	if type(second) == "table" then
		second = E.uri_query(second)
	end
	return second ~= nil and second ~= "" and query .. "&" .. tostring(second) or query
end

function methods:fullUrl(query, proto)
	local d = of(self, "fullUrl")
	return done(host.title_url("full", prefixed(d), d.fragment, query_text(query), proto ~= nil and tostring(proto) or "relative"))
end

function methods:localUrl(query)
	local d = of(self, "localUrl")
	return done(host.title_url("local", prefixed(d), "", query_text(query), ""))
end

function methods:canonicalUrl(query)
	local d = of(self, "canonicalUrl")
	return done(host.title_url("canonical", prefixed(d), d.fragment, query_text(query), ""))
end

function methods:getContent()
	local d = of(self, "getContent")
	if not local_title(d) then
		return nil
	end
	if d.cache.content == nil then
		if d.looked_into then
			d.cache.content = E.text_to_look_into() or false
		else
			E.page_dependent = true
			d.cache.content = done(host.content(d.ns, d.text)) or false
		end
	end
	return d.cache.content or nil
end

-- Many titles at once, as MediaWiki has it since 2025: here each is looked up when it is asked for.
local batch = { __index = {} }

function batch.__index:lookupExistence()
	return self
end

function batch.__index:getTitles()
	local found = {}
	for i = 1, #self.titles do
		found[i] = self.titles[i]
	end
	return found
end

function lib.newBatch(titles, ns)
	if type(titles) ~= "table" then
		fail("bad argument #1 to 'newBatch' (table expected, got " .. type(titles) .. ")")
	end
	local found = {}
	for i = 1, #titles do
		local title = titles[i]
		title = type(title) == "table" and title or lib.new(title, ns)
		found[#found + 1] = title
	end
	return setmeta({ titles = found }, batch)
end

local ORDER = { "interwiki", "ns", "text" }

function lib.compare(a, b)
	local x, y = of(a, "compare"), of(b, "compare")
	for i = 1, 3 do
		local p, q = x[ORDER[i]], y[ORDER[i]]
		if p ~= q then
			return p < q and -1 or 1
		end
	end
	return 0
end

function lib.equals(a, b)
	local x, y = of(a, "equals"), of(b, "equals")
	return x.interwiki == y.interwiki and x.ns == y.ns and x.text == y.text
end

metamethods.eq = lib.equals

function metamethods.lt(a, b)
	return lib.compare(a, b) < 0
end

function metamethods.le(a, b)
	return lib.compare(a, b) <= 0
end

function metamethods.tostring(self)
	return prefixed(data_of(self))
end

function metamethods.index(self, key)
	local method = methods[key]
	if method then
		return method
	end
	local field = fields[key]
	if field then
		return field(data_of(self))
	elseif key == "content" then
		return methods.getContent(self)
	end
	return nil
end

function metamethods.newindex(self, key, value)
	if key == "fragment" then
		data_of(self).fragment = value == nil and "" or text("fragment", 1, value)
	elseif fields[key] or methods[key] then
		fail("index '" .. key .. "' is read only")
	else
		rawset(self, key, value)
	end
end

function metamethods.pairs(self)
	local names, i = {}, 0
	for name in pairs(fields) do
		names[#names + 1] = name
	end
	sort(names)
	return function()
		i = i + 1
		if names[i] then
			return names[i], self[names[i]]
		end
	end
end

local function namespace_argument(where, index, value)
	local id = E.namespace_id(value)
	if not id then
		local kind = type(value)
		local fault = kind ~= "number" and kind ~= "string" and "namespace number or name expected, got " .. kind
			or format("unrecognized namespace %s '%s'", tonumber(value) and "number" or "name", E.tostring(value))
		E.outside.fail(format("bad argument #%d to '%s' (%s)", index, where, fault))
	end
	return id
end

function lib.new(value, ns)
	if type(value) == "number" then
		E.page_dependent = true
		local number, name = done(host.title_by_id(value))
		return number and make(number, name) or nil
	end
	if type(value) ~= "string" then
		E.outside.fail("bad argument #1 to 'title.new' (number or string expected, got " .. type(value) .. ")")
	end
	local home = ns == nil and 0 or namespace_argument("title.new", 2, ns)
	local number, name, fragment, interwiki = done(host.parse_title(value, home))
	return number and make(number, name, fragment, interwiki) or nil
end

function lib.makeTitle(ns, name, fragment, interwiki)
	local number = namespace_argument("makeTitle", 1, ns)
	name = text("makeTitle", 2, name)
	interwiki = interwiki == nil and "" or text("makeTitle", 4, interwiki)
	local real = done(host.make_title(number, name))
	if not real then
		return nil
	end
	return make(number, real, fragment == nil and "" or text("makeTitle", 3, fragment), interwiki)
end

function E.current_title()
	E.page_dependent = true
	return make(done(host.current_title()))
end

function lib.getCurrentTitle()
	if not E.only_looks() then
		return E.current_title()
	end
	local title = make(done(host.current_title()))
	data_of(title).looked_into = true
	return title
end

local clone_object = E.clone_object

function E.clone_object(object, clone)
	local d = data_of(object)
	if d then
		return make(d.ns, d.text, d.fragment, d.interwiki)
	end
	return clone_object(object, clone)
end

function E.is_title(object)
	return data_of(object) ~= nil
end

E.library("title", lib)
E.title = lib
