-- Frame objects (manual: "Frame object"). Arguments come from the host when they are first asked for.

local E = ...
local host, done, fail, pairs = E.host, E.done, E.fail, E.pairs
local type, tostring, tonumber, floor, match = type, tostring, tonumber, math.floor, string.match
local setmeta, next, format, select, unpack = setmetatable, next, string.format, select, unpack

local ids = setmeta({}, { __mode = "k" })
local methods = {}
local meta = { __index = methods, __metatable = false }

local function id_of(self, name)
	local id = type(self) == "table" and ids[self]
	if not id then
		fail(format("frame:%s: invalid frame object. Did you call %s with a dot instead of a colon, i.e. frame.%s() instead of frame:%s()?",
			name, name, name, name))
	end
	return id
end

-- "7" and 7 are one argument.
local function key_of(name)
	local kind = type(name)
	if kind == "string" then
		if match(name, "^%-?[1-9]%d*$") or name == "0" then
			return #name < 15 and tonumber(name) or name
		end
		return name
	elseif kind == "number" then
		return name
	end
	return nil
end

local function new_args(id)
	local cache = {}
	local complete = false

	local function load_all()
		complete = true
		E.page_dependent = true
		local all = {}
		local start = 0
		local function take(following, ...)
			for i = 1, select("#", ...), 2 do
				local name, value = select(i, ...)
				all[key_of(name)] = value
			end
			start = following
		end
		repeat
			take(done(host.frame_arguments(id, start)))
		until not start
		cache = all
	end

	return setmeta({}, {
		__metatable = false,
		__index = function(_, name)
			local key = key_of(name)
			if key == nil then
				return nil
			end
			local value = cache[key]
			if value ~= nil or complete then
				return value or nil
			end
			E.page_dependent = true
			value = done(host.frame_argument(id, tostring(name)))
			cache[key] = value or false
			return value
		end,
		__pairs = function()
			if not complete then
				load_all()
			end
			local all, key = cache, nil
			return function()
				local value
				key, value = next(all, key)
				return key, value
			end
		end,
		__ipairs = function(t)
			local i = 0
			return function()
				i = i + 1
				local value = t[i]
				if value ~= nil then
					return i, value
				end
			end
		end,
	})
end

-- The frame object number `id` in the current invocation.
function E.frame(id)
	local state = E.current()
	local frames = state.frames
	if not frames then
		frames = {}
		state.frames = frames
	end
	local frame = frames[id]
	if not frame then
		frame = setmeta({ args = new_args(id) }, meta)
		ids[frame] = id
		frames[id] = frame
	end
	return frame
end

function methods:getParent()
	local id = id_of(self, "getParent")
	local parent = done(host.frame_parent(id))
	return parent and E.frame(parent) or nil
end

function methods:getTitle()
	E.page_dependent = true
	return done(host.frame_title(id_of(self, "getTitle")))
end

local function expandable(f)
	return { expand = f }
end

function methods:getArgument(options)
	id_of(self, "getArgument")
	local name = options
	if type(options) == "table" then
		name = options.name
	end
	return expandable(function()
		return self.args[name]
	end)
end

function methods:argumentPairs()
	id_of(self, "argumentPairs")
	return pairs(self.args)
end

-- Arguments of a template or function as texts, flattened: name, value, name, value ...
local function flatten(name, args)
	local flat, n = {}, 0
	for k, v in pairs(args) do
		local kind = type(v)
		if kind == "boolean" then
			v = v and "1" or ""
		elseif kind ~= "string" and kind ~= "number" then
			fail(format("%s: invalid type %s for arg '%s'", name, kind, E.tostring(k)))
		end
		if type(k) == "number" and k == floor(k) then
			k = format("%d", k)
		elseif type(k) ~= "string" and type(k) ~= "number" then
			fail(format("%s: arg keys must be strings or numbers, %s given", name, type(k)))
		end
		flat[n + 1], flat[n + 2] = tostring(k), tostring(v)
		n = n + 2
	end
	return flat, n
end

-- Long lists do not fit on the stack of a call: the host takes them in pieces.
local function hand_over(flat, n)
	for i = 1, n, 200 do
		local last = i + 199
		done(host.stage(unpack(flat, i, last < n and last or n)))
	end
end

local function run(call, ...)
	E.page_dependent = true
	return done(call(...))
end

local function expand_template(self, options)
	local id = id_of(self, "expandTemplate")
	if type(options) ~= "table" then
		E.outside.fail("mw.lua:313: frame:expandTemplate: the first parameter must be a table")
	elseif options.title == nil then
		E.outside.fail("mw.lua:316: frame:expandTemplate: a title is required")
	end
	local title = options.title
	if type(title) == "table" then
		-- A title object of a template stands for its name.
		title = title.namespace == 0 and ":" .. title.prefixedText or title.prefixedText
	end
	title = tostring(title)
	local args = options.args
	if args == nil then
		args = {}
	elseif type(args) ~= "table" then
		fail("frame:expandTemplate: 'args' must be a table")
	end
	hand_over(flatten("frame:expandTemplate", args))
	return run(host.expand_template, id, title)
end
methods.expandTemplate = expand_template

local function call_function(self, name, ...)
	local id = id_of(self, "callParserFunction")
	local args
	if type(name) == "table" then
		name, args = name.name, name.args
		if args ~= nil and type(args) ~= "table" then
			args = { args }
		end
	elseif type((...)) == "table" then
		args = ...
	else
		args = { ... }
	end
	if name == nil then
		fail("frame:callParserFunction: a function name is required")
	elseif type(name) ~= "string" and type(name) ~= "number" then
		fail("frame:callParserFunction: function name should be a string")
	end
	hand_over(flatten("frame:callParserFunction", args or {}))
	return run(host.call_function, id, tostring(name))
end
methods.callParserFunction = call_function

function methods:extensionTag(name, content, args)
	id_of(self, "extensionTag")
	if type(name) == "table" then
		name, content, args = name.name, name.content, name.args
	end
	if name == nil then
		fail("frame:extensionTag: a function name is required")
	elseif type(name) ~= "string" and type(name) ~= "number" then
		fail("frame:extensionTag: tag name should be a string")
	end
	local all = {}
	if type(args) == "table" then
		for k, v in pairs(args) do
			all[k] = v
		end
	elseif args ~= nil then
		all[2] = tostring(args)
	end
	all[1] = content == nil and "" or content
	return call_function(self, "#tag:" .. tostring(name), all)
end

local function preprocess(self, options)
	local id = id_of(self, "preprocess")
	local text = options
	if type(options) == "table" then
		text = options.text
	end
	if type(text) == "number" then
		text = tostring(text)
	elseif text == nil then
		return nil
	elseif type(text) ~= "string" then
		fail("frame:preprocess: text must be a string, not " .. type(text))
	end
	return run(host.preprocess, id, text)
end
methods.preprocess = preprocess

function methods:newParserValue(options)
	return expandable(function()
		return preprocess(self, options)
	end)
end

function methods:newTemplateParserValue(options)
	if type(options) ~= "table" then
		fail("frame:newTemplateParserValue: the first parameter must be a table")
	end
	return expandable(function()
		return expand_template(self, options)
	end)
end

function methods:newChild(options)
	local id = id_of(self, "newChild")
	if type(options) ~= "table" then
		fail("frame:newChild: the first parameter must be a table")
	end
	if options.args ~= nil and type(options.args) ~= "table" then
		fail("frame:newChild: args must be a table")
	end
	hand_over(flatten("frame:newChild", options.args or {}))
	return E.frame(done(host.new_child(id, options.title ~= nil and tostring(options.title) or nil)))
end

-- For mw.clone: frame objects stand for themselves.
function E.clone_object(object)
	if ids[object] then
		return object
	end
end

return methods
