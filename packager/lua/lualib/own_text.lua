-- A table of data that looks into the page's own text, to see whether something is in it.
--
-- Citation modules look on each page for a template that says how dates are written, and make thousands of entries that
-- have nothing to do with it. A table that was told of some patterns that the text has none of them is the same on every
-- page without them. That nothing else of the text was used is proven by reading the function that asked for it.

local E = ...
local host, done, standard, rawpcall = E.host, E.done, E.standard.string, pcall
local rawget, select, setmeta, type = rawget, select, setmetatable, type
local find = standard.find
-- Patterns that a table may look for.
local MOST = 100

-- Whether the function that asks for the current title does so for a table of data and only looks into the page's text.
function E.only_looks()
	local state = E.current()
	return state ~= nil and state.modules ~= nil and not E.page_dependent and done(host.only_searched(E.caller()))
end

-- The methods of strings for the rest of an invocation in which `text` must not be told.
local function watching(state, text)
	local strings = state.env.string
	local searched = state.searched or {}
	state.searched = searched

	local function watched(name)
		local f = standard[name]
		return function(s, p, ...)
			if rawget(strings, name) ~= f then
				-- The module has put a function of its own there.
				E.page_dependent = true
				return strings[name](s, p, ...)
			elseif s ~= text then
				return f(s, p, ...)
			end
			E.begin_step()
			local plain = type(p) == "string" and select("#", ...) == 0 and #searched < MOST
			local ok, at = rawpcall(find, s, p)
			if not plain or not ok or at ~= nil then
				E.page_dependent = true
				return f(s, p, ...)
			end
			searched[#searched + 1] = p
			E.begin_step()
			return nil
		end
	end

	return setmeta({ find = watched("find"), match = watched("match") }, { __index = strings })
end

-- The text of the page for a function that only looks into it. What depends on its length is between two steps.
function E.text_to_look_into()
	E.begin_step()
	local state = E.current()
	local text = done(host.content(done(host.current_title())))
	if not text then
		E.page_dependent = true
	else
		state.strings = watching(state, text)
		E.use_strings(state.strings)
	end
	E.begin_step()
	return text
end

-- Whether a table would be the same on this page as on the one that it was made for.
function E.still_without(patterns)
	local text = done(host.content(done(host.current_title())))
	for i = 1, text and #patterns or 0 do
		local ok, at = rawpcall(find, text, patterns[i])
		if not ok or at ~= nil then
			return false
		end
	end
	return text ~= nil
end

-- A table that is part of another one lends it its condition.
function E.note_searched(patterns)
	local state = E.current()
	if not patterns or not state or not state.modules then
		return
	end
	state.searched = state.searched or {}
	for i = 1, #patterns do
		state.searched[#state.searched + 1] = patterns[i]
	end
end
