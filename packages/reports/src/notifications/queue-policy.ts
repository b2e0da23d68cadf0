import { NotificationError } from './notification-error.ts'

/** The AWS account from which Amazon sends notifications. */
export const amazonAccount = '437568002678'

const actions = ['sqs:SendMessage', 'sqs:GetQueueAttributes'] as const

type Statement = Readonly<Record<string, unknown>>

/**
 * Adds to a queue's policy a statement that lets Amazon send, and leaves the others as they are.
 *
 * @param policy The present policy as JSON text; undefined if there is none.
 * @returns The new policy; undefined if the present one lets Amazon send already.
 * @throws NotificationError `QUEUE_DENIES_AMAZON`, or `QUEUE_FAILED` when the policy cannot be read.
 * @see https://developer-docs.amazon.com/sp-api/docs/set-up-notifications-amazon-sqs-workflow
 */
export function allowAmazon(policy: string | undefined, arn: string): string | undefined {
  const present = readPolicy(policy)
  const statements = listOf(present.Statement)
  for (const action of actions) {
    if (statements.some((statement) => applies(statement, 'Deny', action, arn))) {
      const what = `a Deny statement in the policy of ${arn} keeps Amazon (account ${amazonAccount}) from ${action}: remove it.`
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
    // The same as JSON that is no policy.
  }
  throw new NotificationError('QUEUE_FAILED', "the queue's policy is no JSON object, so nothing was added to it.")
}

/** Whether a statement decides about Amazon and the action for sure: one with a condition may not. */
function applies(statement: Statement, effect: 'Allow' | 'Deny', action: string, arn: string): boolean {
  return (
    statement.Effect === effect &&
    statement.Condition === undefined &&
    isAmazon(statement.Principal) &&
    texts(statement.Action).some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
    texts(statement.Resource).some((pattern) => matches(pattern, arn))
  )
}

function isAmazon(principal: unknown): boolean {
  const names = texts(isObject(principal) ? principal.AWS : principal)
  return names.some((name) => name === '*' || name === amazonAccount || name === `arn:aws:iam::${amazonAccount}:root`)
}

/** The policy language's own wildcards. */
function matches(pattern: string, value: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`).test(value)
}

function freeSid(statements: readonly Statement[]): string {
  const taken = new Set(statements.map(({ Sid }) => Sid))
  const base = 'AmazonSendsReportNotifications'
  let sid = base
  for (let number = 2; taken.has(sid); number++) sid = `${base}${number}`
  return sid
}

/** A policy may give one statement without a list. */
function listOf(statements: unknown): Statement[] {
  return (Array.isArray(statements) ? statements : [statements]).filter(isObject)
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
