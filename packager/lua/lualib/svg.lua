-- mw.svg (since 2025): a drawing put together by a module.

local E = ...
local type, tostring, setmeta, format, gsub, concat, sort = type, tostring, setmetatable, string.format, string.gsub, table.concat, table.sort
local pairs = E.pairs

local ESCAPED = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }
local drawing = { __index = {} }

local function spelled(attributes)
	local names, out = {}, {}
	for name in pairs(attributes) do
		names[#names + 1] = name
	end
	sort(names)
	for i = 1, #names do
		out[i] = format(' %s="%s"', names[i], (gsub(attributes[names[i]], '[&<>"]', ESCAPED)))
	end
	return concat(out)
end

function drawing.__index:setContent(content)
	self.content = tostring(content)
	return self
end

function drawing.__index:setAttribute(name, value)
	self.attributes[tostring(name)] = tostring(value)
	return self
end

function drawing.__index:setImgAttribute(name, value)
	self.image[tostring(name)] = tostring(value)
	return self
end

function drawing.__index:toString()
	return format("<svg%s>%s</svg>", spelled(self.attributes), self.content)
end

-- The drive shows no pictures of modules: the description stands in its place.
function drawing.__index:toImage()
	return (gsub(self.image.alt or "", '[&<>"]', ESCAPED))
end

E.library("svg", {
	new = function()
		return setmeta({ content = "", attributes = { xmlns = "http://www.w3.org/2000/svg" }, image = {} }, drawing)
	end,
})
