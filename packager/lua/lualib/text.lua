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
		s = text("mw.text.trim", 1, s)
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
	charset = text("mw.text.trim", 2, charset)
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
	return split(text("mw.text.split", 1, s), text("mw.text.split", 2, pattern), plain)
end

function lib.gsplit(s, pattern, plain)
	local parts = split(text("mw.text.gsplit", 1, s), text("mw.text.gsplit", 2, pattern), plain)
	local i = 0
	return function()
		i = i + 1
		return parts[i]
	end
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
	s = text("mw.text.encode", 1, s)
	if charset == nil then
		s = gsub(s, "[<>&\"']", entity)
		return (gsub(s, "\194\160", entity))
	end
	return (ustring.gsub(s, "[" .. text("mw.text.encode", 2, charset) .. "]", entity))
end

local BASIC = { lt = "<", gt = ">", amp = "&", quot = '"', nbsp = "\194\160" }

function lib.decode(s, named)
	s = text("mw.text.decode", 1, s)
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
	s = text("mw.text.nowiki", 1, s)
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
	s = text("mw.text.unstripNoWiki", 1, s)
	if not marked(s) then
		return s
	end
	return done(host.unstrip_nowiki(s, original and true or false))
end

function lib.unstrip(s)
	s = text("mw.text.unstrip", 1, s)
	return marked(s) and done(host.unstrip(s)) or s
end

function lib.killMarkers(s)
	s = text("mw.text.killMarkers", 1, s)
	return marked(s) and done(host.kill_markers(s)) or s
end

-- Building -----------------------------------------------------------------------------------------------------

function lib.tag(name, attrs, content)
	if type(name) == "table" then
		name, attrs, content = name.name, name.attrs, name.content
	end
	name = text("mw.text.tag", 1, name)
	if name == "" then
		fail("bad argument #1 to 'mw.text.tag' (name is empty)")
	elseif not find(name, "^%a[%w:_%-]*$") then
		fail("bad argument #1 to 'mw.text.tag' (invalid tag name)")
	end
	if attrs ~= nil and type(attrs) ~= "table" then
		E.badarg(2, "mw.text.tag", "table", attrs)
	end
	local out = { "<" .. name }
	for k, v in pairs(attrs or {}) do
		if type(k) ~= "string" then
			fail("bad named argument attrs to 'mw.text.tag' (keys must be strings, found " .. type(k) .. ")")
		elseif find(k, "[%z\1-\31 \"'>/=\127]") then
			fail("bad named argument attrs to 'mw.text.tag' (invalid key '" .. k .. "')")
		end
		local kind = type(v)
		if kind == "boolean" then
			if v then
				out[#out + 1] = " " .. k
			end
		elseif kind == "string" or kind == "number" then
			out[#out + 1] = " " .. k .. '="' .. lib.encode(tostring(v)) .. '"'
		else
			fail("bad named argument attrs to 'mw.text.tag' (value for key '" .. k .. "' may not be " .. kind .. ")")
		end
	end
	if content == nil then
		out[#out + 1] = " />"
	else
		out[#out + 1] = ">"
		if content ~= false then
			if type(content) ~= "string" and type(content) ~= "number" then
				E.badarg(3, "mw.text.tag", "string", content)
			end
			out[#out + 1] = content .. "</" .. name .. ">"
		end
	end
	return concat(out)
end

function lib.listToText(list, separator, conjunction)
	E.check("mw.text.listToText", 1, list, "table")
	separator = separator == nil and done(host.message_text("comma-separator")) or text("mw.text.listToText", 2, separator)
	conjunction = conjunction == nil and done(host.message_text("and")) .. done(host.message_text("word-separator"))
		or text("mw.text.listToText", 3, conjunction)
	local n = #list
	if n > 1 then
		return concat(list, separator, 1, n - 1) .. conjunction .. list[n]
	end
	return tostring(list[1] == nil and "" or list[1])
end

function lib.truncate(s, length, ellipsis, adjust)
	s = text("mw.text.truncate", 1, s)
	length = tonumber(length) or E.badarg(2, "mw.text.truncate", "number", length)
	ellipsis = ellipsis == nil and done(host.message_text("ellipsis")) or text("mw.text.truncate", 3, ellipsis)
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

-- JSON ---------------------------------------------------------------------------------------------------------

lib.JSON_PRESERVE_KEYS, lib.JSON_TRY_FIXING, lib.JSON_PRETTY = 1, 2, 4

local ESCAPES = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", ['"'] = '"', ["\\"] = "\\", ["/"] = "/" }

local function bad_json()
	fail("mw.text.jsonDecode: Syntax error")
end

local function json_string(s, at)
	local out = {}
	while true do
		local stop = find(s, '["\\%z\1-\31]', at)
		if not stop then
			bad_json()
		end
		out[#out + 1] = sub(s, at, stop - 1)
		local char = sub(s, stop, stop)
		if char == '"' then
			return concat(out), stop + 1
		elseif char ~= "\\" then
			bad_json()
		end
		char = sub(s, stop + 1, stop + 1)
		if char == "u" then
			local hex = match(s, "^%x%x%x%x", stop + 2) or bad_json()
			local code = tonumber(hex, 16)
			at = stop + 6
			if code >= 0xD800 and code < 0xDC00 then
				local low = tonumber(match(s, "^\\u([dD][c-fC-F]%x%x)", at) or bad_json(), 16)
				code = 0x10000 + (code - 0xD800) * 0x400 + low - 0xDC00
				at = at + 6
			end
			out[#out + 1] = E.utf8_char("jsonDecode", 1, code)
		else
			out[#out + 1] = ESCAPES[char] or bad_json()
			at = stop + 2
		end
	end
end

local json_value

local function space(s, at)
	return match(s, "^[ \t\r\n]*()", at)
end

local function json_array(s, at, keep, fix, depth)
	local t, n = {}, keep and 0 or 1
	at = space(s, at)
	if sub(s, at, at) == "]" then
		return t, at + 1
	end
	while true do
		t[n], at = json_value(s, at, keep, fix, depth)
		n = n + 1
		at = space(s, at)
		local char = sub(s, at, at)
		if char == "]" then
			return t, at + 1
		elseif char ~= "," then
			bad_json()
		end
		at = space(s, at + 1)
		if fix and sub(s, at, at) == "]" then
			return t, at + 1
		end
	end
end

local function json_object(s, at, keep, fix, depth)
	local t = {}
	-- An object with the keys 0, 1, 2 ... is a list, unless keys are to be kept.
	local count, list = 0, not keep
	at = space(s, at)
	if sub(s, at, at) == "}" then
		return t, at + 1
	end
	while true do
		if sub(s, at, at) ~= '"' then
			bad_json()
		end
		local key, value
		key, at = json_string(s, at + 1)
		at = space(s, at)
		if sub(s, at, at) ~= ":" then
			bad_json()
		end
		value, at = json_value(s, space(s, at + 1), keep, fix, depth)
		if list and key ~= tostring(count) then
			list = false
		end
		count = count + 1
		if match(key, "^%-?[1-9]%d*$") and #key < 15 or key == "0" then
			key = tonumber(key)
		end
		t[key] = value
		at = space(s, at)
		local char = sub(s, at, at)
		if char == "}" then
			break
		elseif char ~= "," then
			bad_json()
		end
		at = space(s, at + 1)
		if fix and sub(s, at, at) == "}" then
			break
		end
	end
	if list then
		local shifted = {}
		for i = 0, count - 1 do
			shifted[i + 1] = t[i]
		end
		t = shifted
	end
	return t, at + 1
end

local WORDS = { t = { "true", true }, f = { "false", false }, n = { "null", nil } }

function json_value(s, at, keep, fix, depth)
	if depth > 512 then
		fail("mw.text.jsonDecode: Maximum stack depth exceeded")
	end
	local char = sub(s, at, at)
	if char == '"' then
		return json_string(s, at + 1)
	elseif char == "{" then
		return json_object(s, at + 1, keep, fix, depth + 1)
	elseif char == "[" then
		return json_array(s, at + 1, keep, fix, depth + 1)
	end
	local word = WORDS[char]
	if word then
		if sub(s, at, at + #word[1] - 1) ~= word[1] then
			bad_json()
		end
		return word[2], at + #word[1]
	end
	local digits = match(s, "^%-?%d+%.?%d*[eE]?[%+%-]?%d*", at)
	local value = digits and tonumber(digits)
	if not value or find(digits, "^%-?0%d") or find(digits, "%.[eE]") or find(digits, "%.$") then
		bad_json()
	end
	return value, at + #digits
end

local function flag(flags, bit)
	return flags % (bit * 2) >= bit
end

local function decode(s, flags)
	local value, at = json_value(s, space(s, 1), flag(flags, 1), flag(flags, 2), 0)
	if space(s, at) <= #s then
		bad_json()
	end
	return value
end
E.json_decode = decode

function lib.jsonDecode(s, flags)
	return decode(text("mw.text.jsonDecode", 1, s), tonumber(flags) or 0)
end

local JSON_ESCAPES = { ['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b", ["\f"] = "\\f", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

local function quote(s)
	if not done(host.uisutf8(s)) then
		fail("mw.text.jsonEncode: Malformed UTF-8 characters, possibly incorrectly encoded")
	end
	return '"' .. gsub(s, '[%z\1-\31"\\\127]', function(char)
		return JSON_ESCAPES[char] or (char ~= "\127" and format("\\u%04x", byte(char))) or nil
	end) .. '"'
end

local function encode_number(value)
	if value ~= value or value == math.huge or value == -math.huge then
		fail("mw.text.jsonEncode: Cannot encode non-finite numbers")
	elseif value == math.floor(value) and value > -1e15 and value < 1e15 then
		return format("%d", value)
	end
	return format("%.17g", value) == tostring(value) and tostring(value) or (gsub(format("%.14g", value), "e%+?(%-?)0*", "e%1"))
end

local function json_encode(value, keep, pretty, indent, depth)
	local kind = type(value)
	if kind == "string" then
		return quote(value)
	elseif kind == "number" then
		return encode_number(value)
	elseif kind == "boolean" then
		return tostring(value)
	elseif kind == "nil" then
		return "null"
	elseif kind ~= "table" then
		fail("mw.text.jsonEncode: Cannot encode type '" .. kind .. "'")
	elseif depth > 100 then
		fail("mw.text.jsonEncode: Cannot use recursive tables")
	end
	-- With keys 1 .. n (0 .. n-1 when keys are kept) a table is a list.
	local keys, count, top = {}, 0, 0
	local list = true
	for k in pairs(value) do
		local key_kind = type(k)
		if key_kind ~= "number" and key_kind ~= "string" then
			fail("mw.text.jsonEncode: Cannot use type '" .. key_kind .. "' as a table key")
		end
		count = count + 1
		keys[count] = k
		if key_kind ~= "number" or k ~= math.floor(k) or k < (keep and 0 or 1) then
			list = false
		elseif k > top then
			top = k
		end
	end
	list = list and top == (keep and count - 1 or count)
	if count == 0 then
		return keep and "{}" or "[]"
	end
	local inner = pretty and indent .. "    " or ""
	local out = {}
	if list then
		for i = keep and 0 or 1, top do
			out[#out + 1] = inner .. json_encode(value[i], keep, pretty, inner, depth + 1)
		end
	else
		table.sort(keys, function(a, b)
			if type(a) == type(b) then
				return a < b
			end
			return type(a) == "number"
		end)
		for i = 1, count do
			local k = keys[i]
			local name = type(k) == "number" and encode_number(k) or k
			out[i] = inner .. quote(name) .. (pretty and ": " or ":") .. json_encode(value[k], keep, pretty, inner, depth + 1)
		end
	end
	local open, close = list and "[" or "{", list and "]" or "}"
	if pretty then
		return open .. "\n" .. concat(out, ",\n") .. "\n" .. indent .. close
	end
	return open .. concat(out, ",") .. close
end

function lib.jsonEncode(value, flags)
	flags = tonumber(flags) or 0
	return json_encode(value, flag(flags, 1), flag(flags, 4), "", 0)
end

E.text_library = lib
E.library("text", lib)
