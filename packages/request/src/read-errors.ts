import type { ReportedError } from './api-error.ts'
import { redact } from './redact.ts'

const maxErrors = 20

/**
 * Reads the errors in a response body, in the formats that Amazon's services use: `{errors: [{code, message, details}]}`,
 * `{error, error_description}`, `{reasonCode, message}`, `{code, message}`, and the XML of S3.
 *
 * @param secrets - values to remove in case the body repeats them
 * @returns up to 20 errors
 */
export function readErrors(text: string, secrets: readonly string[]): ReportedError[] {
  return errorsIn(text).map(({ code, message, details }) => ({
    code: redact(code, secrets),
    message: redact(message, secrets),
    details: details ? redact(details, secrets) : undefined,
  }))
}

function errorsIn(text: string): ReportedError[] {
  const body = parse(text)
  if (body === undefined) return fromXml(text)
  const list = Array.isArray(body.errors) ? body.errors.slice(0, maxErrors) : [body]
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
    code: firstString(error.code, error.reasonCode, error.error),
    message: firstString(error.message, error.error_description, error.Message),
    details: firstString(error.details),
  }
}

function fromXml(text: string): ReportedError[] {
  const code = /<Code>([^<]*)<\/Code>/.exec(text)?.[1]
  if (code === undefined) return []
  return [{ code, message: /<Message>([^<]*)<\/Message>/.exec(text)?.[1] ?? '' }]
}

function firstString(...values: unknown[]): string {
  return values.find((value) => typeof value === 'string' && value !== '')?.toString() ?? ''
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
