-- mw.wikibase as on a page without an item (Extension:Wikibase Client/Lua). A table of labels and page names from the
-- configuration answers the few questions that it can.

local E = ...
local host, done, text = E.host, E.done, E.text
local type, find, upper = type, string.find, string.upper

local lib = {}
local entity = {}

local function is_id(id)
	return type(id) == "string" and find(id, "^[QPL][1-9]%d*$") ~= nil
end

local function label(id, language)
	if not is_id(id) then
		return nil
	end
	return done(host.wikibase_label(id, language or ""))
end

function lib.isValidEntityId(id)
	return is_id(text("isValidEntityId", 1, id))
end

function lib.getEntityIdForCurrentPage()
	E.page_dependent = true
	return done(host.wikibase_item(""))
end

function lib.getEntityIdForTitle(title)
	return done(host.wikibase_item(text("getEntityIdForTitle", 1, title)))
end

function lib.getEntity(id)
	id = id == nil and lib.getEntityIdForCurrentPage() or id
	if not is_id(id) or not label(id) and not lib.getSitelink(id) then
		return nil
	end
	local object = { id = id, type = find(id, "^Q") and "item" or "property", claims = {}, labels = {}, sitelinks = {} }
	for name, f in E.pairs(entity) do
		object[name] = f
	end
	return object
end
lib.getEntityObject = lib.getEntity

function lib.entityExists(id)
	return is_id(id) and (label(id) ~= nil or lib.getSitelink(id) ~= nil)
end

function lib.getSitelink(id, wiki)
	if not is_id(id) or wiki ~= nil and wiki ~= E.site_facts.dbname then
		return nil
	end
	return done(host.wikibase_sitelink(id))
end
lib.sitelink = lib.getSitelink

function lib.getLabel(id)
	return label(id == nil and lib.getEntityIdForCurrentPage() or id)
end
lib.label = lib.getLabel

function lib.getLabelWithLang(id)
	local value = lib.getLabel(id)
	if value then
		return value, E.site_facts.lang
	end
	return nil
end

function lib.getLabelByLang(id, language)
	return label(id, text("getLabelByLang", 2, language))
end

local function nothing()
	return nil
end

local function no_list()
	return {}
end

lib.getDescription, lib.description, lib.getDescriptionByLang, lib.getDescriptionWithLang = nothing, nothing, nothing, nothing
lib.getPropertyOrder, lib.resolvePropertyId, lib.getReferencedEntityId = nothing, nothing, nothing
lib.getAllStatements, lib.getBestStatements, lib.getBadges, lib.orderProperties = no_list, no_list, no_list, no_list
lib.renderSnak, lib.renderSnaks, lib.formatValue, lib.formatValues = nothing, nothing, nothing, nothing

function lib.getGlobalSiteId()
	return E.site_facts.dbname
end

function lib.getEntityUrl(id)
	if id == nil then
		return nil
	end
	return "https://www.wikidata.org/wiki/Special:EntityPage/" .. upper(text("getEntityUrl", 1, id))
end

function entity:getId()
	return self.id
end

function entity:getLabel(language)
	return label(self.id, language)
end

function entity:getLabelWithLang(language)
	return label(self.id, language), language or E.site_facts.lang
end

function entity:getSitelink(wiki)
	return lib.getSitelink(self.id, wiki)
end

entity.getDescription, entity.getDescriptionWithLang = nothing, nothing
entity.getBestStatements, entity.getAllStatements, entity.getProperties = no_list, no_list, no_list

function entity:formatPropertyValues(property)
	return { value = "", label = label(property) or property }
end
entity.formatStatements = entity.formatPropertyValues

E.library("wikibase", lib)
E.modules["mw.wikibase"] = function(env)
	return env.mw.wikibase
end
E.modules["mw.wikibase.entity"] = function(env)
	return {
		create = function(data)
			return data
		end,
	}
end

-- mw.ext: what extensions of Wikipedia add for modules; data pages of Commons are not in a dump.
E.library("ext", {}, function(t)
	t.data = { get = function() return false end }
	t.ParserFunctions = {
		expr = function(expression)
			return E.frame(E.current().frame_id):callParserFunction("#expr", { text("expr", 1, expression) })
		end,
	}
	t.seo = { setDescription = function() end }
end)
