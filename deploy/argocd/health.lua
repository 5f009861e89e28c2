-- How Argo CD sees Portolan's kinds: by the conditions that all of them have. An object that nobody has visited in its
-- present form is on its way, and only Stalled says that nothing will come of it by itself.
local status = obj.status or {}
local conditions = {}
for _, condition in ipairs(status.conditions or {}) do
  conditions[condition.type] = condition
end

local function answer(health, condition)
  return { status = health, message = condition and (condition.message or condition.reason) or "" }
end

local function holds(type)
  return conditions[type] ~= nil and conditions[type].status == "True"
end

if holds("Paused") then
  return answer("Suspended", conditions.Paused)
end
if status.observedGeneration == nil or status.observedGeneration ~= obj.metadata.generation then
  return { status = "Progressing", message = "The operator has not seen this generation yet." }
end
if holds("Stalled") then
  return answer("Degraded", conditions.Stalled)
end
if holds("Reconciling") then
  return answer("Progressing", conditions.Reconciling)
end
if holds("Ready") then
  return answer("Healthy", conditions.Ready)
end
return answer("Progressing", conditions.Ready)
