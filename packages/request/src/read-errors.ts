import type { ReportedError } from './api-error.ts'
import { redact } from './redact.ts'

/** Errors beyond this many are not read. */
const most = 20

/**
 * Reads what an error body says, in the shapes that Amazon's services use: `{errors: [{code, message, details}]}`,
 * `{error, error_description}`, `{reasonCode, message}`, `{code, message}`, and S3's XML.
 *
 * @param secrets - values to remove should the body repeat them
 */
export function readErrors(text: string, secrets: readonly string[]): ReportedError[] {
  return found(text).map(({ code, message, details }) => ({
    code: redact(code, secrets),
    message: redact(message, secrets),
    ...(details ? { details: redact(details, secrets) } : {}),
  }))
}

function found(text: string): ReportedError[] {
  const body = parse(text)
  if (body === undefined) return fromXml(text)
  const list = Array.isArray(body.errors) ? body.errors.slice(0, most) : [body]
  return list
    .filter(isObject)
    .map(fromObject)
    .filter(({ code, message }) => code !== '' || message !== '')
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function fromObject(error: Record<string, unknown>): ReportedError {
  return {
    code: firstText(error.code, error.reasonCode, error.error),
    message: firstText(error.message, error.error_description, error.Message),
    details: firstText(error.details),
  }
}

function fromXml(text: string): ReportedError[] {
  const code = /<Code>([^<]*)<\/Code>/.exec(text)?.[1]
  if (code === undefined) return []
  return [{ code, message: /<Message>([^<]*)<\/Message>/.exec(text)?.[1] ?? '' }]
}

function firstText(...values: unknown[]): string {
  return values.find((value) => typeof value === 'string' && value !== '')?.toString() ?? ''
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
