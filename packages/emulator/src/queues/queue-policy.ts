import { matchesWildcards } from '@reportline/report-types'

/** The AWS account that sends Amazon's notifications. */
export const amazonAccount = '437568002678'

const requiredActions = ['sqs:sendmessage', 'sqs:getqueueattributes']

/** One statement of a policy. A field contains one value or a list of values. */
interface Statement {
  readonly Effect?: unknown
  readonly Principal?: unknown
  readonly Action?: unknown
  readonly Resource?: unknown
  readonly Condition?: unknown
}

/**
 * Returns whether a queue's policy allows what Amazon needs for notifications: SendMessage and GetQueueAttributes.
 * Conditions cannot be evaluated here. An Allow with a condition counts as an Allow, and a Deny with one is ignored.
 *
 * @param policy The queue's attribute `Policy`. A queue without a policy allows only its owner.
 */
export function allowsAmazon(policy: string | undefined, arn: string): boolean {
  const statements = parseStatements(policy).filter((statement) => appliesToAmazon(statement, arn))
  return requiredActions.every((action) => {
    const matching = statements.filter(({ Action }) => toStrings(Action).some((pattern) => matches(pattern, action)))
    const isDenied = matching.some(({ Effect, Condition }) => Effect === 'Deny' && Condition === undefined)
    return !isDenied && matching.some(({ Effect }) => Effect === 'Allow')
  })
}

function parseStatements(policy: string | undefined): Statement[] {
  try {
    const parsed = JSON.parse(policy ?? '') as { Statement?: Statement | Statement[] } | null
    return [parsed?.Statement ?? []].flat()
  } catch {
    return []
  }
}

function appliesToAmazon({ Principal, Resource }: Statement, arn: string): boolean {
  const principals =
    typeof Principal === 'object' && Principal !== null && 'AWS' in Principal ? Principal.AWS : Principal
  const amazonNames = ['*', amazonAccount, `arn:aws:iam::${amazonAccount}:root`]
  const namesAmazon = toStrings(principals).some((principal) => amazonNames.includes(principal))
  return namesAmazon && toStrings(Resource).some((pattern) => matches(pattern, arn))
}

/** Actions and the queues' ARNs are compared without regard to case. */
function matches(pattern: string, value: string): boolean {
  return matchesWildcards(pattern.toLowerCase(), value.toLowerCase())
}

function toStrings(value: unknown): string[] {
  return [value].flat().filter((item) => typeof item === 'string')
}
