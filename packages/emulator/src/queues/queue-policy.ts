/** The AWS account that Amazon's notifications come from. */
const amazonAccount = '437568002678'

const needed = ['sqs:sendmessage', 'sqs:getqueueattributes']

/** One statement of a policy; a field may hold one value or a list of them. */
interface Statement {
  readonly Effect?: unknown
  readonly Principal?: unknown
  readonly Action?: unknown
  readonly Resource?: unknown
  readonly Condition?: unknown
}

/**
 * Whether a queue's policy lets Amazon do what it needs for notifications: SendMessage and GetQueueAttributes. Conditions
 * cannot be judged from here: one that allows is taken at its word, one that denies is passed over.
 *
 * @param policy The queue's attribute `Policy`; a queue without one lets nobody in but its owner.
 */
export function allowsAmazon(policy: string | undefined, arn: string): boolean {
  const statements = statementsOf(policy).filter((statement) => concerns(statement, arn))
  return needed.every((action) => {
    const matching = statements.filter(({ Action }) => list(Action).some((pattern) => fits(pattern, action)))
    const denied = matching.some(({ Effect, Condition }) => Effect === 'Deny' && Condition === undefined)
    return !denied && matching.some(({ Effect }) => Effect === 'Allow')
  })
}

function statementsOf(policy: string | undefined): Statement[] {
  try {
    const parsed = JSON.parse(policy ?? '') as { Statement?: Statement | Statement[] } | null
    return [parsed?.Statement ?? []].flat()
  } catch {
    return []
  }
}

function concerns({ Principal, Resource }: Statement, arn: string): boolean {
  const principals =
    typeof Principal === 'object' && Principal !== null && 'AWS' in Principal ? Principal.AWS : Principal
  const names = ['*', amazonAccount, `arn:aws:iam::${amazonAccount}:root`]
  const toAmazon = list(principals).some((principal) => names.includes(principal))
  return toAmazon && list(Resource).some((pattern) => fits(pattern, arn.toLowerCase()))
}

/** `*` stands for any text, in whatever letters an action is written. */
function fits(pattern: string, text: string): boolean {
  const parts = pattern
    .toLowerCase()
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(text)
}

function list(value: unknown): string[] {
  return [value].flat().filter((item) => typeof item === 'string')
}
