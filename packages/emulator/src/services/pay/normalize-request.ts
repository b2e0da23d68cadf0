import type { RequestParts } from '../../contract/read-request.ts'
import { parseJson } from '../../input/json.ts'
import type { IncomingRequest } from '../service-definition.ts'

/** Query parameters and body fields that contain times. */
const timeFields = new Set(['createdSince', 'createdUntil', 'startTime', 'endTime', 'nextReportCreationTime'])

/** A format that one of Amazon's documents shows by mistake. */
const dashedTime = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\dZ)$/

/**
 * Converts a request to the form in the specification, because Amazon's SDKs and documents also use other forms. Query
 * parameters without a value are removed, booleans may be strings, and times may have dashes between hours and minutes.
 *
 * @param warn Called for a form that Amazon may reject.
 */
export function normalizeRequest(request: IncomingRequest, warn: (message: string) => void): RequestParts {
  const normalizeTime = (name: string, value: string): string => {
    if (!timeFields.has(name) || !dashedTime.test(value)) return value
    warn(`Amazon Pay: ${name} is ${value}, which is not valid ISO 8601. The emulator accepts it. Amazon may reject it.`)
    return value.replace(dashedTime, '$1:$2:$3')
  }
  const query = [...request.query].flatMap(([name, value]): [string, string][] => {
    if (value === '') return []
    return [[name, name === 'deleteExistingSchedule' ? value.toLowerCase() : normalizeTime(name, value)]]
  })
  return { ...request, query: new URLSearchParams(query), body: normalizeBody(request.body, normalizeTime) }
}

/** Returns a body that is not a JSON object as is, so that the specification rejects it. */
function normalizeBody(body: string, normalizeTime: (name: string, value: string) => string): string {
  const value = parsedBody(body)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return body
  const fields = Object.entries(value).map(([name, field]: [string, unknown]) => {
    if (typeof field !== 'string') return [name, field]
    if (name === 'deleteExistingSchedule') return [name, toBoolean(field)]
    return [name, normalizeTime(name, field)]
  })
  return JSON.stringify(Object.fromEntries(fields))
}

function parsedBody(body: string): unknown {
  try {
    return parseJson(body)
  } catch {
    return undefined
  }
}

function toBoolean(value: string): boolean | string {
  const lower = value.toLowerCase()
  return lower === 'true' || (lower === 'false' ? false : value)
}
