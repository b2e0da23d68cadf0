import type { ReportProcessingFinishedNotification } from '@reportline/selling-partner-notifications-types'
import { notificationType } from '../setup.ts'

/** A parsed message of the queue. */
export type ReadMessage =
  | { readonly kind: 'finished'; readonly notification: ReportProcessingFinishedNotification }
  /** A notification of another type. */
  | { readonly kind: 'other'; readonly notificationType: string }
  /** Not a notification. The reason does not quote the message. */
  | { readonly kind: 'malformed'; readonly reason: string }

/** The fields that every finished report has. */
const required = ['reportId', 'reportType', 'processingStatus'] as const

/**
 * Parses the body of a message. The payload version does not matter: `2020-09-04` and `1.0` have the same fields.
 * Unknown fields are kept.
 */
export function readMessage(body: string): ReadMessage {
  const event = parse(body)
  if (!isObject(event)) return malformed('it is not a JSON object')
  if (typeof event.notificationType !== 'string') return malformed('it has no notificationType')
  if (event.notificationType !== notificationType) return { kind: 'other', notificationType: event.notificationType }
  if (!isNotification(event)) return malformed(`it lacks ${missingField(event)}`)
  return { kind: 'finished', notification: event }
}

function isNotification(event: object): event is ReportProcessingFinishedNotification {
  return missingField(event) === undefined
}

function missingField(event: object): string | undefined {
  const payload = 'payload' in event ? event.payload : undefined
  const report = isObject(payload) ? payload.reportProcessingFinishedNotification : undefined
  if (!isObject(report)) return 'payload.reportProcessingFinishedNotification'
  const field = required.find((name) => typeof report[name] !== 'string' || report[name] === '')
  if (field !== undefined) return field
  const document = report.reportDocumentId
  return document === undefined || document === null || typeof document === 'string' ? undefined : 'reportDocumentId'
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function malformed(reason: string): ReadMessage {
  return { kind: 'malformed', reason }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
