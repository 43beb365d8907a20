-- os for modules: the clock stands still at the date of the dump, in UTC.

local E = ...
local host, done, fail = E.host, E.done, E.fail
local type, tonumber, floor, gsub, find, sub = type, tonumber, math.floor, string.gsub, string.find, string.sub
local cdate = os.date

local os = {}
E.os = os

-- What C89's strftime knows and what does not ask the machine for its time zone or language.
local KNOWN = "[aAbBcdHIjmMpSUwWxXyY%%]"

local function stamp(name, index, value)
	if value == nil then
		return E.now
	end
	local t = tonumber(value)
	if not t then
		E.badarg(index, name, "number", value)
	elseif t ~= t or t < -6.2e10 or t > 2.5e11 then
		fail("bad argument #" .. index .. " to '" .. name .. "' (time out of range)")
	end
	return floor(t)
end

function os.date(pattern, time)
	pattern = pattern == nil and "%c" or E.text("date", 1, pattern)
	local t = stamp("date", 2, time)
	if time == nil then
		done(host.told_date(pattern))
	end
	if sub(pattern, 1, 1) == "!" then
		pattern = sub(pattern, 2)
	end
	if sub(pattern, 1, 2) == "*t" then
		return cdate("!*t", t)
	end
	pattern = gsub(pattern, "%%(.?)", function(letter)
		if letter == "Z" then
			return "UTC"
		elseif find(letter, KNOWN) then
			return "%" .. letter
		end
		return "%%" .. letter
	end)
	if #pattern > 2000 then
		fail("'date' format too long")
	end
	return cdate("!" .. pattern, t)
end

-- Days since 1970-01-01 of a date in the Gregorian calendar.
local function days(year, month, day)
	local m = month - 1
	year = year + floor(m / 12)
	m = m % 12 + 1
	if m <= 2 then
		year = year - 1
	end
	local era = floor(year / 400)
	local yoe = year - era * 400
	local doy = floor((153 * (m + (m > 2 and -3 or 9)) + 2) / 5) + day - 1
	return era * 146097 + yoe * 365 + floor(yoe / 4) - floor(yoe / 100) + doy - 719468
end

local function field(t, key, default)
	local value = tonumber(t[key])
	if not value then
		if default == nil then
			E.outside.fail("mw.lua:143: field '" .. key .. "' missing in date table")
		end
		return default
	end
	return floor(value)
end

function os.time(t)
	if t == nil then
		done(host.told_moment())
		return E.now
	elseif type(t) ~= "table" then
		E.badarg(1, "time", "table", t)
	end
	local day, month, year = field(t, "day"), field(t, "month"), field(t, "year")
	local seconds = days(year, month, day) * 86400
		+ field(t, "hour", 12) * 3600 + field(t, "min", 0) * 60 + field(t, "sec", 0)
	if seconds ~= seconds or seconds < -1e15 or seconds > 1e15 then
		return nil
	end
	return seconds
end

function os.clock()
	return 0
end

function os.difftime(a, b)
	return (tonumber(a) or E.badarg(1, "difftime", "number", a)) - (tonumber(b) or 0)
end

return os
