import type { EngineEvent } from '@reportline/reports'
import type { AmazonBusinessAccount } from '@reportline/reports/business'
import type { AmazonPayAccount } from '@reportline/reports/pay'
import type { SellingPartnerAccount } from '@reportline/reports/selling-partner'
import type { RequestEvent } from '@reportline/request'

/** What happens to the jobs and the API calls of a command. */
export type SessionEvent = EngineEvent | RequestEvent

/** An account with the name of its API. */
export type ConnectedAccount =
  | { readonly api: 'selling-partner'; readonly account: SellingPartnerAccount }
  | { readonly api: 'business'; readonly account: AmazonBusinessAccount }
  | { readonly api: 'pay'; readonly account: AmazonPayAccount }
