import type { QueueName, SellingPartnerAccount, SqsAddress } from '@reportline/reports/selling-partner'
import { accountOf } from '../../account/choose-accounts.ts'
import type { Session } from '../../account/session.ts'
import { UsageError } from '../../errors/usage-error.ts'
import type { Terminal } from '../../terminal.ts'

/** Reads `--queue`: a URL or an ARN. */
export function queueName(text: string): QueueName {
  return text.startsWith('arn:') ? { arn: text } : { url: text }
}

/**
 * Returns the address of SQS: the region of the queue's URL, or of the environment.
 *
 * @throws UsageError if the region is unknown.
 */
export function sqsAddress(url: string, endpoint: string | undefined, { env }: Pick<Terminal, 'env'>): SqsAddress {
  const [, fromUrl] = /^https:\/\/sqs\.([a-z0-9-]+)\./.exec(url) ?? []
  const region = fromUrl ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined)
  if (region === undefined) throw new UsageError('The URL of --queue does not contain a region. Set AWS_REGION.')
  return endpoint === undefined ? { region } : { region, endpoint }
}

/** An account of the Selling Partner API with its name. */
export interface Seller {
  readonly name: string
  readonly account: SellingPartnerAccount
}

/**
 * Returns the account of the Selling Partner API, the only API with notifications.
 *
 * @throws UsageError if there is none, or several are possible.
 */
export async function sellerOf(session: Session, marketplaces: readonly string[] | undefined): Promise<Seller> {
  const sellers = Object.entries(session.accounts).filter(([, { api }]) => api === 'selling-partner')
  const scope = { ledger: session.ledger, accounts: Object.fromEntries(sellers) }
  if (sellers.length === 0)
    throw new UsageError('Only the Selling Partner API has notifications. The profile has no account of it.')
  const { account } = await accountOf(scope, { marketplaces })
  if (account.api !== 'selling-partner') throw new UsageError('Only the Selling Partner API has notifications.')
  return { name: account.name, account: account.account }
}
