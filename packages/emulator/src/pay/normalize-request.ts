import type { RequestParts } from '../contract/read-request.ts'
import type { IncomingRequest } from '../service/incoming-request.ts'

/** Where times stand, in queries and bodies. */
const times = new Set(['createdSince', 'createdUntil', 'startTime', 'endTime', 'nextReportCreationTime'])

/** The form that one of the documents shows by mistake. */
const dashed = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\dZ)$/

/**
 * A request in the form that the specification has, where Amazon's own SDKs and documents write it otherwise: a query
 * parameter without a value is left out, booleans may be texts, and a time with dashes between hours and minutes is read.
 *
 * @param warn Hears of what Amazon may well refuse.
 */
export function normalised(request: IncomingRequest, warn: (message: string) => void): RequestParts {
  const readTime = (name: string, text: string): string => {
    if (!times.has(name) || !dashed.test(text)) return text
    warn(
      `Amazon Pay: ${name} is written ${text}, which is no form of ISO 8601. It was taken here; Amazon may refuse it.`,
    )
    return text.replace(dashed, '$1:$2:$3')
  }
  const query = [...request.query].flatMap(([name, text]): [string, string][] => {
    if (text === '') return []
    return [[name, name === 'deleteExistingSchedule' ? text.toLowerCase() : readTime(name, text)]]
  })
  return { ...request, query: new URLSearchParams(query), body: normalisedBody(request.body, readTime) }
}

/** What is no JSON object is left to the specification to refuse. */
function normalisedBody(body: string, readTime: (name: string, text: string) => string): string {
  const value = parsed(body)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return body
  const fields = Object.entries(value).map(([name, field]: [string, unknown]) => {
    if (typeof field !== 'string') return [name, field]
    if (name === 'deleteExistingSchedule') return [name, boolean(field)]
    return [name, readTime(name, field)]
  })
  return JSON.stringify(Object.fromEntries(fields))
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}

function boolean(text: string): boolean | string {
  const lower = text.toLowerCase()
  return lower === 'true' || (lower === 'false' ? false : text)
}
