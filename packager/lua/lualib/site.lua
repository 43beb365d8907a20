-- mw.site (manual: "Site library").

local E = ...
local host, done = E.host, E.done
local type, tonumber, floor, find, gsub = type, tonumber, math.floor, string.find, string.gsub
local rawset, rawget, setmeta, next, unpack = rawset, rawget, setmetatable, next, unpack

-- What the host told once: fixed texts and one record for each namespace. Counts are asked each time, so that the page
-- depends on them.
local facts, records = E.site_facts, {}
local names = {}

local function fold(name)
	return (gsub(E.ustring.lower((gsub(name, "_", " "))), "^%s*(.-)%s*$", "%1"))
end

for id, record in next, E.namespaces do
	records[id] = record
	names[fold(record.name)] = id
	names[fold(record.canonicalName)] = names[fold(record.canonicalName)] or id
	for i = 1, #record.aliases do
		names[fold(record.aliases[i])] = names[fold(record.aliases[i])] or id
	end
end
E.namespace_records = records

-- Number of a namespace given as number, numeral or name.
function E.namespace_id(value)
	if type(value) == "number" then
		return records[value] and value or nil
	elseif type(value) == "string" then
		if find(value, "^%-?%d+$") and records[tonumber(value)] then
			return tonumber(value)
		end
		return names[fold(value)]
	end
end

-- Fresh tables for one environment.
local function namespace_tables()
	local all, content, subjects, talks = {}, {}, {}, {}
	for id, record in next, records do
		local ns = {}
		for k, v in next, record do
			ns[k] = v
		end
		ns.aliases = {}
		for i = 1, #record.aliases do
			ns.aliases[i] = record.aliases[i]
		end
		all[id] = ns
	end
	for id, ns in next, all do
		local subject = id > 0 and floor(id / 2) * 2 or id
		ns.isSubject = id < 0 or id % 2 == 0
		ns.isTalk = not ns.isSubject
		ns.subject = all[subject]
		if id >= 0 then
			ns.talk = all[subject + 1]
			ns.associated = ns.isSubject and ns.talk or ns.subject
		end
		if ns.isContent then
			content[id] = ns
		end
		(ns.isSubject and subjects or talks)[id] = ns
	end
	local by_name = { __index = function(t, k)
		local id = type(k) == "string" and E.namespace_id(k)
		return id and rawget(t, id) or nil
	end, __metatable = false }
	for _, t in next, { all, content, subjects, talks } do
		setmeta(t, by_name)
	end
	return { namespaces = all, contentNamespaces = content, subjectNamespaces = subjects, talkNamespaces = talks }
end

local COUNTS = { "pages", "articles", "files", "edits", "users", "activeUsers", "admins" }
local IS_COUNT = {}
for i = 1, #COUNTS do
	IS_COUNT[COUNTS[i]] = true
end
local KINDS = { "all", "subcats", "files", "pages", all = true, subcats = true, files = true, pages = true }

local function stats_table()
	local stats = {}
	function stats.pagesInCategory(category, which)
		category = E.outside.text("pagesInCategory", 1, category)
		which = which == nil and "all" or E.outside.text("pagesInCategory", 2, which)
		if which == "*" then
			local counts = {}
			for _, kind in E.ipairs(KINDS) do
				counts[kind] = done(host.pages_in_category(category, kind))
			end
			return counts
		elseif not KINDS[which] then
			E.outside.badarg(2, "pagesInCategory", "one of '*', 'all', 'pages', 'subcats', or 'files'", which)
		end
		return done(host.pages_in_category(category, which))
	end
	function stats.pagesInNamespace(ns)
		return done(host.pages_in_namespace(tonumber(ns) or E.namespace_id(ns) or E.badarg(1, "pagesInNamespace", "number", ns)))
	end
	function stats.usersInGroup(group)
		return done(host.users_in_group(E.text("usersInGroup", 1, group)))
	end
	return setmeta(stats, {
		__metatable = false,
		__index = function(t, k)
			if IS_COUNT[k] then
				local count = done(host.site_count(k))
				rawset(t, k, count)
				return count
			end
		end,
		__pairs = function(t)
			for i = 1, #COUNTS do
				local _ = t[COUNTS[i]]
			end
			return next, t, nil
		end,
	})
end

local site = {
	currentVersion = facts.currentVersion, scriptPath = facts.scriptPath, server = facts.server,
	siteName = facts.siteName, stylePath = facts.stylePath,
}

-- Four lists: prefixes, addresses, whether they are local, whether they leave the protocol open.
local function interwiki_rows()
	local known = E.remembered.interwiki[""]
	if known then
		return unpack(known)
	end
	local prefixes, urls, locals, relative, start = {}, {}, {}, {}, 0
	local function add(following, ...)
		local row = { ... }
		for i = 1, #row, 3 do
			local n = #prefixes + 1
			prefixes[n], urls[n], locals[n], relative[n] = row[i], row[i + 1], row[i + 2], find(row[i + 1], "^//") ~= nil
		end
		start = following
	end
	repeat
		add(done(host.interwiki_map(start)))
	until not start
	return prefixes, urls, locals, relative
end

function site.interwikiMap(filter)
	if filter ~= nil and filter ~= "local" and filter ~= "!local" then
		E.outside.fail("bad argument #1 to 'interwikiMap' (unknown filter '" .. E.tostring(filter) .. "')")
	end
	local prefixes, urls, locals, relative = interwiki_rows()
	local map = {}
	for i = 1, #prefixes do
		if filter == nil or (filter == "local") == locals[i] then
			local prefix = prefixes[i]
			map[prefix] = {
				prefix = prefix, url = urls[i], isLocal = locals[i], isProtocolRelative = relative[i],
				isTranscludable = false, isCurrentWiki = false, isExtraLanguageLink = false,
			}
		end
	end
	return map
end

local LAZY = { namespaces = true, contentNamespaces = true, subjectNamespaces = true, talkNamespaces = true }

E.library("site", site, function(t)
	-- Thirty tables that few modules ask for are made when one does.
	local function fill()
		debug.setmetatable(t, nil)
		for k, v in next, namespace_tables() do
			rawset(t, k, v)
		end
		rawset(t, "stats", stats_table())
	end
	setmeta(t, {
		__metatable = false,
		__index = function(_, k)
			if LAZY[k] or k == "stats" then
				fill()
				return t[k]
			end
		end,
		__pairs = function()
			fill()
			return next, t, nil
		end,
	})
end)
