-- mw.html (manual: "HTML library"): builds HTML as wikitext, element by element.

local E = ...
local fail = E.fail
local type, tostring, select, setmeta, getmeta = type, tostring, select, setmetatable, debug.getmetatable
local gsub, find, format, byte, concat, remove = string.gsub, string.find, string.format, string.byte, table.concat, table.remove
local pairs = E.pairs

local VOID = {}
for name in string.gmatch("area base br col command embed hr img input keygen link meta param source track wbr", "%a+") do
	VOID[name] = true
end

local methods = {}
local meta = { __index = methods, __metatable = false }

local ENTITIES = { ["<"] = "&lt;", [">"] = "&gt;", ["&"] = "&amp;", ['"'] = "&quot;" }

local function encode(text)
	if not find(text, '[<>&"]') then
		return text
	end
	local encoded = gsub(text, '[<>&"]', ENTITIES)
	if find(text, "\127", 1, true) then
		-- Strip markers must stay whole.
		encoded = gsub(encoded, "\127'&quot;`UNIQ", "\127'\"`UNIQ")
		encoded = gsub(encoded, "QINU`&quot;'\127", "QINU`\"'\127")
	end
	return encoded
end

local function css_escape(char)
	local a, b, c, d = byte(char, 1, 4)
	local code = a
	if d then
		code = ((a % 8 * 64 + b % 64) * 64 + c % 64) * 64 + d % 64
	elseif c then
		code = (a % 16 * 64 + b % 64) * 64 + c % 64
	elseif b then
		code = a % 32 * 64 + b % 64
	end
	return format("\\%X ", code)
end

local function css(text)
	if find(text, "[%z\1-\31:;\128-\255]") then
		text = gsub(text, "[%z\1-\31:;]", css_escape)
		text = gsub(text, "[\194-\244][\128-\191]+", css_escape)
	end
	return text
end

-- A builder holds tagName, attributes, styles, nodes and parent itself; a table beside it would keep it alive.
local function is_builder(value)
	return type(value) == "table" and getmeta(value) == meta
end

local function part_of(self, name)
	if not is_builder(self) then
		fail(format("mw.html:%s: invalid builder object. Did you call %s with a dot instead of a colon?", name, name))
	end
	return self
end

local function build(part, out)
	local tag = part.tagName
	if tag then
		out[#out + 1] = "<" .. tag
		for i = 1, #part.attributes do
			local attribute = part.attributes[i]
			out[#out + 1] = " " .. attribute.name .. '="' .. encode(attribute.value) .. '"'
		end
		local styles = part.styles
		if #styles > 0 then
			local list = {}
			for i = 1, #styles do
				local style = styles[i]
				list[i] = encode(style.text or css(style.name) .. ":" .. css(style.value))
			end
			out[#out + 1] = ' style="' .. concat(list, ";") .. '"'
		end
		if part.selfClosing then
			out[#out + 1] = " />"
			return
		end
		out[#out + 1] = ">"
	end
	for i = 1, #part.nodes do
		local node = part.nodes[i]
		if is_builder(node) then
			if node.open then
				fail("mw.html: a builder must not contain itself")
			end
			node.open = true
			build(node, out)
			node.open = nil
		else
			out[#out + 1] = E.tostring(node)
		end
	end
	if tag then
		out[#out + 1] = "</" .. tag .. ">"
	end
end

function meta.__tostring(self)
	local out = {}
	self.open = true
	build(self, out)
	self.open = nil
	return concat(out)
end

function meta.__concat(a, b)
	return E.tostring(a) .. E.tostring(b)
end

local function create(tag, options, parent)
	return setmeta({
		tagName = tag, attributes = {}, styles = {}, nodes = {}, parent = parent,
		selfClosing = tag and VOID[tag] or options and options.selfClosing and true or false,
	}, meta)
end

local function check_tag(name, tag)
	if tag == nil then
		return nil
	end
	tag = tostring(E.text(name, 1, tag))
	if tag == "" then
		return nil
	elseif not find(tag, "^%a[%w:_%-]*$") then
		fail("invalid tag name '" .. tag .. "'")
	end
	return tag
end

local function append(part, node)
	if part.selfClosing then
		fail("self-closing tags can't have child nodes")
	end
	part.nodes[#part.nodes + 1] = node
end

function methods:node(node)
	local part = part_of(self, "node")
	if node == nil or node == false then
		return self
	end
	if is_builder(node) then
		append(part, node)
	elseif type(node) == "table" then
		append(part, E.tostring(node))
	else
		append(part, E.text("node", 1, node))
	end
	return self
end

function methods:wikitext(...)
	local part = part_of(self, "wikitext")
	for i = 1, select("#", ...) do
		local text = (select(i, ...))
		if text == nil then
			break
		end
		if type(text) == "number" then
			text = tostring(text)
		elseif type(text) ~= "string" then
			E.badarg(i, "wikitext", "string or number", text)
		end
		append(part, text)
	end
	return self
end

function methods:newline()
	append(part_of(self, "newline"), "\n")
	return self
end

function methods:tag(tag, options)
	local part = part_of(self, "tag")
	if type(tag) == "table" and options == nil and tag.tagName then
		options, tag = tag, tag.tagName
	end
	local child = create(check_tag("tag", tag), type(options) == "table" and options or nil, self)
	append(part, child)
	return child
end

local ATTRIBUTE = "^[%a_:][%w_.:%-]*$"

local function attribute_of(part, name)
	for i = 1, #part.attributes do
		if part.attributes[i].name == name then
			return part.attributes[i], i
		end
	end
end

local function set_attribute(part, name, value)
	if type(name) == "number" then
		name = tostring(name)
	elseif type(name) ~= "string" then
		E.badarg(1, "attr", "string", name)
	end
	local kind = type(value)
	if value ~= nil and kind ~= "string" and kind ~= "number" then
		E.badarg(2, "attr", "string, number or nil", value)
	end
	if name == "style" then
		part.styles = {}
		if value ~= nil then
			part.styles[1] = { text = tostring(value) }
		end
		return
	end
	if not find(name, ATTRIBUTE) then
		fail("bad argument #1 to 'attr' (invalid attribute name '" .. name .. "')")
	end
	local known, index = attribute_of(part, name)
	if known then
		if value == nil then
			remove(part.attributes, index)
		else
			known.value = tostring(value)
		end
	elseif value ~= nil then
		part.attributes[#part.attributes + 1] = { name = name, value = tostring(value) }
	end
end

function methods:attr(name, value)
	local part = part_of(self, "attr")
	if type(name) == "table" then
		if value ~= nil then
			fail("bad argument #2 to 'attr' (if argument #1 is a table, argument #2 must be left empty)")
		end
		for k, v in pairs(name) do
			if not (type(k) == "string" and find(k, ATTRIBUTE)) or type(v) ~= "string" and type(v) ~= "number" then
				fail("bad argument #1 to 'attr' (table keys must be strings, and values must be strings or numbers)")
			end
			set_attribute(part, k, v)
		end
	else
		set_attribute(part, name, value)
	end
	return self
end

function methods:getAttr(name)
	E.check("getAttr", 1, name, "string")
	local attribute = attribute_of(part_of(self, "getAttr"), name)
	return attribute and attribute.value
end

function methods:addClass(class)
	local part = part_of(self, "addClass")
	if class == nil then
		return self
	end
	if type(class) ~= "string" and type(class) ~= "number" then
		E.badarg(1, "addClass", "string, number or nil", class)
	end
	class = tostring(class)
	local attribute = attribute_of(part, "class")
	if attribute then
		attribute.value = attribute.value .. " " .. class
	else
		set_attribute(part, "class", class)
	end
	return self
end

local STYLED = { string = true, number = true }

local function set_style(part, name, value)
	if type(name) ~= "string" and type(name) ~= "number" then
		E.badarg(1, "css", "string or number", name)
	end
	local kind = type(value)
	if value ~= nil and kind ~= "string" and kind ~= "number" then
		E.badarg(2, "css", "string, number or nil", value)
	end
	name = tostring(name)
	for i = 1, #part.styles do
		if part.styles[i].name == name then
			if value == nil then
				remove(part.styles, i)
			else
				part.styles[i].value = tostring(value)
			end
			return
		end
	end
	if value ~= nil then
		part.styles[#part.styles + 1] = { name = name, value = tostring(value) }
	end
end

function methods:css(name, value)
	local part = part_of(self, "css")
	if type(name) == "table" then
		if value ~= nil then
			fail("bad argument #2 to 'css' (if argument #1 is a table, argument #2 must be left empty)")
		end
		for k, v in pairs(name) do
			if not (STYLED[type(k)] and STYLED[type(v)]) then
				fail("bad argument #1 to 'css' (table keys and values must be strings or numbers)")
			end
			set_style(part, k, v)
		end
	else
		set_style(part, name, value)
	end
	return self
end

function methods:cssText(text)
	local part = part_of(self, "cssText")
	if text ~= nil then
		if not STYLED[type(text)] then
			E.badarg(1, "cssText", "string, number or nil", text)
		end
		part.styles[#part.styles + 1] = { text = tostring(text) }
	end
	return self
end

function methods:done()
	return part_of(self, "done").parent or self
end

function methods:allDone()
	local at = part_of(self, "allDone")
	while at.parent do
		at = at.parent
	end
	return at
end

local html = {}

function html.create(tag, options)
	if options ~= nil and type(options) ~= "table" then
		E.badarg(2, "mw.html.create", "table", options)
	end
	E.check("mw.html.create", 1, tag, "string", true)
	return create(check_tag("mw.html.create", tag), options)
end

E.library("html", html)
