-- wrk posts the JPEGs that the file named by LOAD_LIST lists, one after the other.
-- LOAD_DELAY_MS: each connection rests so long before each request, on average.

local bodies = {}
for path in io.lines(os.getenv("LOAD_LIST")) do
  local file = assert(io.open(path, "rb"))
  bodies[#bodies + 1] = file:read("*a")
  file:close()
end

local rest = tonumber(os.getenv("LOAD_DELAY_MS") or "0")
local next_body = 0
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  refused = 0
  math.randomseed(os.time() + tonumber(tostring({}):sub(8), 16) % 100000)
  next_body = math.random(#bodies)
  wrk.headers["Content-Type"] = "image/jpeg"
end

function delay()
  -- As far apart as independent clients: exponential.
  if rest == 0 then
    return 0
  end
  return math.floor(-rest * math.log(1 - math.random()))
end

function request()
  next_body = next_body % #bodies + 1
  return wrk.format("POST", "/v1/analyze", nil, bodies[next_body])
end

function response(status, headers, body)
  if status ~= 200 then
    refused = refused + 1
  end
end

function done(summary, latency, requests)
  local refused = 0
  for _, thread in ipairs(threads) do
    refused = refused + thread:get("refused")
  end
  local errors = summary.errors
  io.write(string.format(
    "load: %.1f requests/s, median %.1f ms, p90 %.1f ms, p99 %.1f ms, longest %.1f ms, %d requests, "
      .. "%d not answered by 200, %d cut off, %d timed out\n",
    summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1e3, latency:percentile(90) / 1e3, latency:percentile(99) / 1e3,
    latency.max / 1e3, summary.requests, refused,
    errors.connect + errors.read + errors.write, errors.timeout))
end
