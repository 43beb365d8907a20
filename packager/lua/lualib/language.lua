-- mw.language (manual: "Language library").

local E = ...
local host, done, fail, text, badarg = E.host, E.done, E.fail, E.outside.text, E.outside.badarg
local type, tostring, tonumber, setmeta, select, find = type, tostring, tonumber, setmetatable, select, string.find
local floor = math.floor

local lib = {}
local methods = {}
local codes = setmeta({}, { __mode = "k" })
local meta = { __index = methods, __metatable = false }

local function code_of(self, name)
	local code = type(self) == "table" and codes[self]
	if not code then
		fail("mw.language: invalid language object. Did you call " .. name .. " with a dot instead of a colon, i.e. lang." .. name .. "() instead of lang:" .. name .. "()?")
	end
	return code
end

function lib.new(code)
	if code == nil then
		fail("too few arguments to mw.language.new()")
	end
	code = text("mw.language.new", 1, code)
	local language = setmeta({ code = code }, meta)
	codes[language] = code
	return language
end
E.language = function(code)
	return lib.new(code)
end
lib.getLanguage = lib.new

function lib.getContentLanguage()
	return lib.new(E.site_facts.lang)
end

function lib.fetchLanguageName(code, in_language)
	return done(host.language_name(text("fetchLanguageName", 1, code), in_language and text("fetchLanguageName", 2, in_language) or ""))
end

-- Two lists, of codes and of names; the rows in which they come if they could not be kept.
local function names_in(in_language, include)
	local known = E.remembered.language_names[include .. "\0" .. in_language]
	if known then
		return known[1], known[2]
	end
	local codes, names, start = {}, {}, 0
	local function add(following, ...)
		local row = { ... }
		for i = 1, #row, 2 do
			codes[#codes + 1], names[#names + 1] = row[i], row[i + 1]
		end
		start = following
	end
	repeat
		add(done(host.language_names(in_language, include, start)))
	until not start
	return codes, names
end

function lib.fetchLanguageNames(in_language, include)
	in_language = in_language and text("fetchLanguageNames", 1, in_language) or ""
	include = include and text("fetchLanguageNames", 2, include) or "mw"
	local codes, names = names_in(in_language, include)
	local all = {}
	for i = 1, #codes do
		all[codes[i]] = names[i]
	end
	return all
end

function lib.getFallbacksFor(code)
	code = text("getFallbacksFor", 1, code)
	return lib.isValidBuiltInCode(code) and { done(host.fallbacks(code)) } or {}
end

function lib.isKnownLanguageTag(code)
	return done(host.is_known_language(text("isKnownLanguageTag", 1, code)))
end

function lib.isSupportedLanguage(code)
	if type(code) ~= "string" then
		badarg(1, "isSupportedLanguage", "string", code)
	end
	return lib.isValidBuiltInCode(code) and done(host.is_supported_language(code))
end

function lib.isValidBuiltInCode(code)
	return find(text("isValidBuiltInCode", 1, code), "^[a-z0-9%-]+$") ~= nil and #code >= 2
end

function lib.isValidCode(code)
	code = text("isValidCode", 1, code)
	return code ~= "" and not find(code, "[:/\\%z&<>'\"]") and #code < 128
end

function methods:getCode()
	return code_of(self, "getCode")
end

function methods:toBcp47Code()
	return done(host.bcp47(code_of(self, "toBcp47Code")))
end

function methods:getFallbackLanguages()
	return lib.getFallbacksFor(code_of(self, "getFallbackLanguages"))
end

function methods:isRTL()
	return done(host.is_rtl(code_of(self, "isRTL")))
end

local function letter_case(name, ascii)
	methods[name] = function(self, s)
		local code = code_of(self, name)
		s = text(name, 1, s)
		if ascii and E.ascii(s) and code == E.site_facts.lang then
			return ascii(s)
		end
		return done(host.letter_case(code, name, s))
	end
end
local sub = string.sub
letter_case("lc", string.lower)
letter_case("uc", string.upper)
letter_case("ucfirst", function(s)
	return string.upper(sub(s, 1, 1)) .. sub(s, 2)
end)
letter_case("lcfirst", function(s)
	return string.lower(sub(s, 1, 1)) .. sub(s, 2)
end)

function methods:caseFold(s)
	code_of(self, "caseFold")
	return E.ustring.upper(s)
end

function methods:formatNum(n, options)
	local code = code_of(self, "formatNum")
	if type(n) ~= "number" then
		badarg(1, "formatNum", "number", n)
	elseif n ~= n then
		E.outside.fail("bad argument #1 to 'formatNum' (NaN)")
	elseif n == math.huge or n == -math.huge then
		E.outside.fail("bad argument #1 to 'formatNum' (infinite)")
	elseif options ~= nil and type(options) ~= "table" then
		badarg(2, "formatNum", "table", options)
	end
	return done(host.format_num(code, E.php_number(n == 0 and 0 or n), not (options and options.noCommafy)))
end

function methods:parseFormattedNumber(s)
	return tonumber((done(host.parse_num(code_of(self, "parseFormattedNumber"), text("parseFormattedNumber", 1, s)))))
end

function methods:formatDate(format, timestamp, is_local)
	local code = code_of(self, "formatDate")
	format = text("formatDate", 1, format)
	timestamp = timestamp == nil and "" or text("formatDate", 2, timestamp)
	if format == "U" then
		return done(host.format_seconds(code, timestamp, E.caller()))
	end
	return done(host.format_date(code, format, timestamp, is_local and true or false))
end

-- A number as PHP writes it: whole numbers in full, others with fourteen digits.
function E.php_number(n)
	if n == floor(n) and n > -9007199254740992 and n < 9007199254740992 then
		return string.format("%.0f", n)
	end
	local s = string.format("%.14G", n)
	local digits, exponent = string.match(s, "^(.-)E(.*)$")
	if not digits then
		return s
	end
	local sign, power = string.match(exponent, "^([+-])0*(%d+)$")
	return (find(digits, ".", 1, true) and digits or digits .. ".0") .. "E" .. sign .. power
end

local UNITS = {
	{ "millennia", 31556952000 }, { "centuries", 3155695200 }, { "decades", 315569520 }, { "years", 31556952 },
	{ "weeks", 604800 }, { "days", 86400 }, { "hours", 3600 }, { "minutes", 60 }, { "seconds", 1 },
}
local DEFAULT_UNITS = { millennia = true, centuries = true, decades = true, years = true, days = true, hours = true, minutes = true, seconds = true }

local function intervals(seconds, wanted)
	local allowed = DEFAULT_UNITS
	if type(wanted) == "table" then
		allowed = {}
		for _, name in E.ipairs(wanted) do
			allowed[name] = true
		end
	end
	local result, order = {}, {}
	local smallest
	for i = 1, #UNITS do
		if allowed[UNITS[i][1]] then
			smallest = UNITS[i][1]
		end
	end
	for i = 1, #UNITS do
		local name, length = UNITS[i][1], UNITS[i][2]
		if allowed[name] then
			local count = floor(seconds / length)
			if count > 0 or (name == smallest and #order == 0) then
				seconds = seconds - count * length
				result[name] = count
				order[#order + 1] = name
			end
		end
	end
	return result, order
end

function methods:getDurationIntervals(seconds, allowed)
	code_of(self, "getDurationIntervals")
	return (intervals(floor(tonumber(seconds) or badarg(1, "getDurationIntervals", "number", seconds)), allowed))
end

function methods:formatDuration(seconds, allowed)
	local code = code_of(self, "formatDuration")
	local parts, order = intervals(floor(tonumber(seconds) or badarg(1, "formatDuration", "number", seconds)), allowed)
	local out = {}
	for i = 1, #order do
		out[i] = done(host.duration_part(code, order[i], parts[order[i]]))
	end
	return done(host.list_text(code, unpack(out)))
end

-- The forms are given one by one or in a table.
local function forms(...)
	if type((...)) == "table" then
		return unpack((...))
	end
	return ...
end

function methods:plural(n, ...)
	local code = code_of(self, "plural")
	if select("#", ...) == 0 then
		E.outside.fail("too few arguments to mw.language:convertPlural")
	end
	return done(host.plural(code, tonumber(n) or badarg(1, "convertPlural", "number", n), forms(...)))
end
methods.convertPlural = methods.plural

function methods:grammar(case, word)
	return done(host.grammar(code_of(self, "grammar"), text("grammar", 1, case), text("grammar", 2, word)))
end

function methods:convertGrammar(word, case)
	return methods.grammar(self, case, word)
end

function methods:gender(what, ...)
	code_of(self, "gender")
	local male, female, neutral = forms(...)
	if what == "male" then
		return male
	elseif what == "female" then
		return female or male
	end
	return neutral or male
end

function methods:getArrow(direction)
	local rtl = done(host.is_rtl(code_of(self, "getArrow")))
	local arrows = { forwards = rtl and "←" or "→", backwards = rtl and "→" or "←", left = "←", right = "→", up = "↑", down = "↓" }
	return arrows[direction or "forwards"]
end

function methods:getDir()
	return done(host.is_rtl(code_of(self, "getDir"))) and "rtl" or "ltr"
end

function methods:getDirMark(opposite)
	local rtl = done(host.is_rtl(code_of(self, "getDirMark")))
	return rtl ~= (opposite and true or false) and "\226\128\143" or "\226\128\142"
end

function methods:getDirMarkEntity(opposite)
	local rtl = done(host.is_rtl(code_of(self, "getDirMarkEntity")))
	return rtl ~= (opposite and true or false) and "&rlm;" or "&lrm;"
end

local clone_object = E.clone_object

function E.clone_object(object, clone)
	if codes[object] then
		return lib.new(codes[object])
	end
	return clone_object(object, clone)
end

E.language_code = function(object)
	return codes[object]
end
E.mw.getLanguage = lib.new
E.mw.getContentLanguage = lib.getContentLanguage
E.library("language", lib)
