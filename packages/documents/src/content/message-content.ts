import { reportTypeFacts } from '@reportline/report-types'

/** The start of a document that is something else than a report. The reader decides whether an error may show it. */
export interface UnexpectedText {
  readonly text: string
  /** Whether it is certainly not a report. */
  readonly isCertain: boolean
}

const maxExcerptLength = 200

/** Properties of a JSON document that only an error has. */
const errorProperty = /^(?:errors?|errorDetails|errorMessage|fault)$/
/** Properties that an error can have beside those. */
const errorContext = /^(?:code|message|status|requestId|timestamp|path|errorCode)$/

/** How the start of an error document in JSON looks. An empty list of errors is part of a report. */
const jsonErrorStart = /^\{\s*"(?:errors?|errorDetails|errorMessage|fault)"\s*:\s*(?!null|\[\s*\])/
const xmlErrorStart =
  /^<(?:\w+:)?(?:errors?|errorresponse|errordetails|fault|envelope[^>]*>\s*<(?:\w+:)?body[^>]*>\s*<(?:\w+:)?fault)\b/i
const htmlStart = /^<(?:!doctype\s+html|html|head|body)\b/i
const xmlProlog = /^(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*)+/

/** Detects an HTML page, or an error in XML or JSON, by its start. Returns undefined for other documents. */
export function errorKind(text: string): string | undefined {
  const start = text.trimStart()
  if (start.startsWith('{')) return isJsonError(start) ? 'an error message in JSON' : undefined
  const root = start.replace(xmlProlog, '')
  if (htmlStart.test(root)) return 'an HTML page'
  return xmlErrorStart.test(root) ? 'an error message in XML' : undefined
}

function isJsonError(text: string): boolean {
  if (jsonErrorStart.test(text)) return true
  try {
    const entries = Object.entries(JSON.parse(text) as object)
    const isError = entries.some(([name, value]) => errorProperty.test(name) && !isEmpty(value))
    return isError && entries.every(([name]) => errorProperty.test(name) || errorContext.test(name))
  } catch {
    return false
  }
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/** Returns the start of a document for an error message: never what may be personal data. */
export function excerptOf(
  { text, isCertain }: UnexpectedText,
  reportType: string | undefined,
  dropPersonal: boolean | undefined,
): string {
  const start = text.trim()
  const known = reportType === undefined ? undefined : reportTypeFacts(reportType)
  const isShown = !dropPersonal && (known === undefined ? isCertain : !isPersonal(known))
  if (isShown) return `It starts with: ${start.slice(0, maxExcerptLength).replace(/\s+/g, ' ')}`
  const [line = ''] = start.split(/[\r\n]/, 1)
  return `Its first line has ${line.length} characters. They are not shown, because they may be personal data`
}

function isPersonal({ restricted, personalFields, columns }: NonNullable<ReturnType<typeof reportTypeFacts>>): boolean {
  if (restricted !== undefined || personalFields !== undefined) return true
  return Object.values(columns ?? {}).some(({ personal }) => personal)
}
