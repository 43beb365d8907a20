-- #invoke: run a function of a module, and describe what went wrong.

local E = ...
local tostring, translate = E.tostring, E.translate
local type, rawtostring, rawxpcall = type, tostring, xpcall
local getinfo, getmeta, sub, concat = debug.getinfo, debug.getmetatable, string.sub, table.concat

local trace_level
local function on_error(message)
	message = translate(message)
	local lines = {}
	for level = 2, 100 do
		local info = getinfo(level, "Sln")
		if not info or #lines == 20 then
			break
		end
		if sub(info.source, 1, 1) == "=" and info.what ~= "C" and info.what ~= "tail" and info.currentline > 0 then
			lines[#lines + 1] = info.short_src .. ":" .. info.currentline .. (info.name and " " .. info.name or "")
		end
	end
	trace_level = concat(lines, " < ")
	return message
end

local function call_function(title, name, state)
	local chunk, _, message = E.chunk_of(title)
	if message then
		return "error", message, ""
	elseif not chunk then
		return "nomodule"
	end
	local status, result
	local ok, message = rawxpcall(function()
		local exports = E.run_chunk(chunk, state.env)
		if type(exports) ~= "table" then
			status, result = "badreturn", type(exports)
			return
		end
		local f = exports[name]
		if f == nil then
			status = "nofunction"
			return
		elseif type(f) ~= "function" then
			status = "notfunction"
			return
		end
		-- Like ipairs, up to the first nil.
		local results, texts = { f(E.frame(state.frame_id)) }, {}
		while results[#texts + 1] ~= nil do
			texts[#texts + 1] = tostring(results[#texts + 1])
		end
		status, result = "ok", concat(texts)
	end, on_error)
	if not ok then
		if type(message) ~= "string" then
			message = type(message) == "number" and rawtostring(message) or "unknown error"
		end
		return "error", message, trace_level or ""
	end
	return status, result
end

-- Entry point of the host: status, then text or message, then the trace of an error.
function E.invoke(title, name, frame_id)
	return E.guarded(function()
		local state = { env = E.new_environment(), frame_id = frame_id }
		local ok, status, result, trace = E.with_invocation(state, call_function, title, name, state)
		if not ok then
			return "error", status, ""
		end
		return status, result, trace
	end)
end

return E
