-- JSON in mw.text (jsonDecode, jsonEncode) and for mw.loadJsonData.

local E = ...
local host, done, fail, text = E.host, E.done, E.outside.fail, E.outside.text
local type, tostring, tonumber, floor, huge = type, tostring, tonumber, math.floor, math.huge
local find, match, gsub, sub, byte, format = string.find, string.match, string.gsub, string.sub, string.byte, string.format
local concat, sort, pairs = table.concat, table.sort, E.pairs
local lib = E.text_lib

lib.JSON_PRESERVE_KEYS, lib.JSON_TRY_FIXING, lib.JSON_PRETTY = 1, 2, 4

local ESCAPES = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", ['"'] = '"', ["\\"] = "\\", ["/"] = "/" }

local function bad_json()
	fail("mw.text.jsonDecode: " .. done(host.message_text("json-error-syntax")))
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
		fail("mw.text.jsonDecode: " .. done(host.message_text("json-error-depth")))
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
		fail("mw.text.jsonEncode: Unable to encode value")
	end
	return '"' .. gsub(s, '[%z\1-\31"\\\127]', function(char)
		return JSON_ESCAPES[char] or (char ~= "\127" and format("\\u%04x", byte(char))) or nil
	end) .. '"'
end

local function encode_number(value)
	if value ~= value or value == huge or value == -huge then
		fail("mw.text.jsonEncode: Cannot encode non-finite numbers")
	elseif value == 0 then
		return "0"
	elseif value == floor(value) and value > -1e17 and value < 1e17 then
		return format("%.0f", value)
	end
	-- The shortest form that reads back as the same number; an exponent from the seventeenth digit on.
	local s
	for digits = 15, 17 do
		s = format("%." .. digits .. "g", value)
		if tonumber(s) == value then
			break
		end
	end
	local mantissa, sign, power = match(s, "^(.-)e([+-])0*(%d+)$")
	if not mantissa then
		return s
	end
	return (find(mantissa, ".", 1, true) and mantissa or mantissa .. ".0") .. "e" .. sign .. power
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
	local list, from_zero = true, value[0] ~= nil or value["0"] ~= nil
	local given = value
	for k in pairs(given) do
		local key_kind = type(k)
		if key_kind ~= "number" and key_kind ~= "string" then
			fail("mw.text.jsonEncode: Cannot use type '" .. key_kind .. "' as a table key")
		end
		if key_kind == "string" and (k == "0" or #k < 19 and find(k, "^%-?[1-9]%d*$")) then
			-- PHP has no strings of digits for keys.
			if value == given then
				value = {}
				for name, each in pairs(given) do
					value[name] = each
				end
			end
			value[tonumber(k)] = given[k]
			k, key_kind = tonumber(k), "number"
		end
		count = count + 1
		keys[count] = k
		if key_kind ~= "number" or k ~= floor(k) or k < 0 then
			list = false
		elseif k > top then
			top = k
		end
	end
	-- From 1 on it is a list unless keys are kept; from 0 on always.
	list = list and (from_zero and top == count - 1 or not from_zero and not keep and top == count)
	if count == 0 then
		return keep and "{}" or "[]"
	end
	local inner = pretty and indent .. "    " or ""
	local out = {}
	if list then
		for i = from_zero and 0 or 1, top do
			out[#out + 1] = inner .. json_encode(value[i], keep, pretty, inner, depth + 1)
		end
	else
		sort(keys, function(a, b)
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

return lib
