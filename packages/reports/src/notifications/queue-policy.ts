import { matchesWildcards } from '@reportline/report-types'
import { NotificationError } from './notification-error.ts'

/** The AWS account from which Amazon sends notifications. */
export const amazonAccount = '437568002678'

const actions = ['sqs:SendMessage', 'sqs:GetQueueAttributes'] as const

type Statement = Readonly<Record<string, unknown>>

/**
 * Adds a statement to a queue's policy that allows Amazon to send. Other statements stay unchanged.
 *
 * @param policy The current policy as a JSON string; undefined if there is none.
 * @returns The new policy; undefined if the current one already allows Amazon to send.
 * @throws NotificationError `QUEUE_DENIES_AMAZON`, or `QUEUE_FAILED` if the policy cannot be parsed.
 * @see https://developer-docs.amazon.com/sp-api/docs/set-up-notifications-amazon-sqs-workflow
 */
export function allowAmazon(policy: string | undefined, arn: string): string | undefined {
  const present = readPolicy(policy)
  const statements = listOf(present.Statement)
  for (const action of actions) {
    if (statements.some((statement) => applies(statement, 'Deny', action, arn))) {
      const what = `A Deny statement in the policy of ${arn} prevents Amazon (account ${amazonAccount}) from ${action}. Remove it.`
      throw new NotificationError('QUEUE_DENIES_AMAZON', what)
    }
  }
  const allowed = (action: string) => statements.some((statement) => applies(statement, 'Allow', action, arn))
  if (actions.every(allowed)) return undefined
  const added = {
    Sid: freeSid(statements),
    Effect: 'Allow',
    Principal: { AWS: amazonAccount },
    Action: [...actions],
    Resource: arn,
  }
  return JSON.stringify({ Version: '2012-10-17', ...present, Statement: [...statements, added] })
}

function readPolicy(policy: string | undefined): Statement {
  if (policy === undefined || policy === '') return {}
  try {
    const read: unknown = JSON.parse(policy)
    if (isObject(read)) return read
  } catch {
    // Handled like JSON that is not an object.
  }
  throw new NotificationError('QUEUE_FAILED', "The queue's policy is not a JSON object, so nothing was added to it.")
}

/** Whether a statement certainly applies to Amazon and the action. One with a condition may not apply. */
function applies(statement: Statement, effect: 'Allow' | 'Deny', action: string, arn: string): boolean {
  return (
    statement.Effect === effect &&
    statement.Condition === undefined &&
    isAmazon(statement.Principal) &&
    stringsOf(statement.Action).some((pattern) => matchesWildcards(pattern.toLowerCase(), action.toLowerCase())) &&
    stringsOf(statement.Resource).some((pattern) => matchesWildcards(pattern, arn))
  )
}

function isAmazon(principal: unknown): boolean {
  const names = stringsOf(isObject(principal) ? principal.AWS : principal)
  return names.some((name) => name === '*' || name === amazonAccount || name === `arn:aws:iam::${amazonAccount}:root`)
}

function freeSid(statements: readonly Statement[]): string {
  const taken = new Set(statements.map(({ Sid }) => Sid))
  const base = 'AmazonSendsReportNotifications'
  let sid = base
  for (let number = 2; taken.has(sid); number++) sid = `${base}${number}`
  return sid
}

/** A policy may have a single statement instead of an array. */
function listOf(statements: unknown): Statement[] {
  return (Array.isArray(statements) ? statements : [statements]).filter(isObject)
}

function stringsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
