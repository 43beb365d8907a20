-- mw.text (manual: "Text library").

local E = ...
local host, done, fail, text = E.host, E.done, E.fail, E.text
local type, tostring, tonumber, select = type, tostring, tonumber, select
local find, match, gsub, sub, byte, format, concat = string.find, string.match, string.gsub, string.sub, string.byte, string.format, table.concat
local pairs, ipairs = E.pairs, E.ipairs
local ustring = E.ustring

local lib = {}

function lib.trim(s, charset)
	if type(s) ~= "string" then
		s = E.outside.text("gsub", 1, s)
	end
	if charset == nil then
		local first = find(s, "[^\t\r\n\f ]")
		if not first then
			return ""
		end
		local last = #s
		local b = byte(s, last)
		while b == 32 or b == 10 or b == 9 or b == 13 or b == 12 do
			last = last - 1
			b = byte(s, last)
		end
		return sub(s, first, last)
	end
	charset = text("trim", 2, charset)
	return (ustring.gsub(s, "^[" .. charset .. "]*(.-)[" .. charset .. "]*$", "%1"))
end

local function split(s, pattern, plain)
	local parts, n = {}, 0
	local literal = plain or not find(pattern, "[%^%$%(%)%%%.%[%]%*%+%-%?]")
	if literal and pattern ~= "" then
		local start = 1
		while true do
			local first, last = find(s, pattern, start, true)
			n = n + 1
			if not first then
				parts[n] = sub(s, start)
				return parts
			end
			parts[n] = sub(s, start, first - 1)
			start = last + 1
		end
	end
	local at = 0
	local function take(following, ...)
		for i = 1, select("#", ...) do
			n = n + 1
			parts[n] = (select(i, ...))
		end
		at = following
	end
	repeat
		take(done(host.usplit(s, pattern, plain and true or false, at)))
	until not at
	return parts
end

function lib.split(s, pattern, plain)
	return split(E.outside.text("len", 1, s), E.outside.text("find", 2, pattern), plain)
end

function lib.gsplit(s, pattern, plain)
	local parts = split(E.outside.text("len", 1, s), E.outside.text("find", 2, pattern), plain)
	local i = 0
	return function()
		i = i + 1
		return parts[i]
	end, nil, nil
end

-- Where the library itself hands a wrong argument on, the message has its line.
local function text_at(place, s)
	if type(s) == "number" then
		return tostring(s)
	elseif type(s) ~= "string" then
		E.outside.fail(place .. "bad argument #1 to 'gsub' (string expected, got " .. type(s) .. ")")
	end
	return s
end

-- Entities -----------------------------------------------------------------------------------------------------

local NAMES = { ["<"] = "lt", [">"] = "gt", ["&"] = "amp", ['"'] = "quot", ["\194\160"] = "nbsp" }

local function entity(char)
	local name = NAMES[char]
	if name then
		return "&" .. name .. ";"
	end
	return "&#" .. ustring.codepoint(char) .. ";"
end

function lib.encode(s, charset)
	s = E.outside.text("gsub", 1, s)
	if charset == nil then
		s = gsub(s, "[<>&\"']", entity)
		return (gsub(s, "\194\160", entity))
	end
	return (ustring.gsub(s, "[" .. text("encode", 2, charset) .. "]", entity))
end

local BASIC = { lt = "<", gt = ">", amp = "&", quot = '"', nbsp = "\194\160" }

function lib.decode(s, named)
	s = text_at("mw.text.lua:68: ", s)
	if not find(s, "&", 1, true) then
		return s
	end
	return (gsub(s, "(&(#?[xX]?)(%w+);)", function(whole, kind, name)
		if kind == "" then
			return BASIC[name] or (named and done(host.named_entity(name))) or nil
		end
		local code
		if kind == "#" then
			code = match(name, "^%d+$") and tonumber(name, 10)
		elseif kind ~= "x" and kind ~= "X" then
			code = match(name, "^%x+$") and tonumber(name, 16)
		end
		if kind == "x" or kind == "X" then
			-- A name that begins with x, as &xi;
			return named and done(host.named_entity(kind .. name)) or nil
		end
		if not code or code > 0x10FFFF or code >= 0xD800 and code <= 0xDFFF then
			return whole
		end
		return E.utf8_char("decode", 1, code)
	end))
end

-- nowiki -------------------------------------------------------------------------------------------------------

local function number(char)
	return "&#" .. byte(char) .. ";"
end

local LINE = { ["\n"] = true, ["\r"] = true }

function lib.nowiki(s)
	s = text_at("mw.text.lua:129: ", s)
	s = gsub(s, "[\"&'<=>%[%]{|}]", number)
	-- A character that means something at the start of a line.
	s = gsub("\n" .. s, "([\n\r])([#*:; \n\r\t])", function(line, char)
		if LINE[char] and line == "\r" and char == "\n" then
			return "&#13;\n"
		end
		return line .. number(char)
	end)
	s = gsub(s, "([\n\r])%-%-%-%-", "%1&#45;---")
	s = sub(s, 2)
	s = gsub(s, "__", "_&#95;")
	s = gsub(s, "://", "&#58;//")
	s = gsub(s, "~~~", "~~&#126;")
	for _, word in ipairs({ "ISBN", "RFC", "PMID" }) do
		s = gsub(s, "(" .. word .. ")([\t\n\f\r ])", function(w, space)
			return w .. number(space)
		end)
	end
	return s
end

-- Strip markers ------------------------------------------------------------------------------------------------

local function marked(s)
	return find(s, "\127", 1, true)
end

function lib.unstripNoWiki(s, original)
	s = E.outside.text("unstripNoWiki", 1, s)
	if not marked(s) then
		return s
	end
	return done(host.unstrip_nowiki(s, original and true or false))
end

function lib.unstrip(s)
	s = E.outside.text("unstrip", 1, s)
	return marked(s) and done(host.unstrip(s)) or s
end

function lib.killMarkers(s)
	s = E.outside.text("killMarkers", 1, s)
	return marked(s) and done(host.kill_markers(s)) or s
end

-- Building -----------------------------------------------------------------------------------------------------

function lib.tag(name, attrs, content)
	if type(name) == "table" then
		name, attrs, content = name.name, name.attrs, name.content
		if type(name) ~= "string" then
			E.outside.fail("bad named argument name to 'tag' (string expected, got " .. type(name) .. ")")
		end
	end
	name = text("tag", 1, name)
	if attrs ~= nil and type(attrs) ~= "table" then
		E.badarg(2, "tag", "table", attrs)
	end
	local out = { "<" .. name }
	for k, v in pairs(attrs or {}) do
		if type(k) ~= "string" then
			fail("bad named argument attrs to 'tag' (keys must be strings, found " .. type(k) .. ")")
		elseif find(k, "[%z\1-\31 \"'>/=\127]") then
			fail("bad named argument attrs to 'tag' (invalid key '" .. k .. "')")
		end
		local kind = type(v)
		if kind == "boolean" then
			if v then
				out[#out + 1] = " " .. k
			end
		elseif kind == "string" or kind == "number" then
			out[#out + 1] = " " .. k .. '="' .. lib.encode(tostring(v)) .. '"'
		else
			fail("bad named argument attrs to 'tag' (value for key '" .. k .. "' may not be " .. kind .. ")")
		end
	end
	-- Without content only the opening tag; false closes it at once.
	if content == nil then
		out[#out + 1] = ">"
	elseif content == false then
		out[#out + 1] = " />"
	else
		if type(content) ~= "string" and type(content) ~= "number" then
			E.badarg(3, "tag", "string, number, nil, or false", content)
		end
		out[#out + 1] = ">" .. content .. "</" .. name .. ">"
	end
	return concat(out)
end

local function message(key)
	E.page_dependent = true
	return done(host.message_text(key))
end

function lib.listToText(list, separator, conjunction)
	if type(list) ~= "table" then
		E.outside.fail("mw.text.lua:247: attempt to get length of local 'list' (a " .. type(list) .. " value)")
	end
	separator = separator == nil and message("comma-separator") or text("listToText", 2, separator)
	conjunction = conjunction == nil and message("and") .. message("word-separator")
		or text("listToText", 3, conjunction)
	local n = #list
	if n > 1 then
		return concat(list, separator, 1, n - 1) .. conjunction .. list[n]
	end
	return tostring(list[1] == nil and "" or list[1])
end

function lib.truncate(s, length, ellipsis, adjust)
	s = text("truncate", 1, s)
	length = tonumber(length) or E.outside.fail("mw.text.lua:261: bad argument #1 to 'abs' (number expected, got " .. type(length) .. ")")
	ellipsis = ellipsis == nil and message("ellipsis") or text("truncate", 3, ellipsis)
	local size = ustring.len(s) or #s
	if size <= (length < 0 and -length or length) then
		return s
	end
	if adjust then
		local room = ustring.len(ellipsis)
		if length >= 0 then
			length = length > room and length - room or 0
		else
			length = -length > room and length + room or 0
		end
	end
	local result
	if length >= 0 then
		result = ustring.sub(s, 1, length) .. ellipsis
	else
		result = ellipsis .. ustring.sub(s, length)
	end
	if ustring.len(result) < size then
		return result
	end
	return s
end

E.library("text", lib)
E.text_lib = lib
