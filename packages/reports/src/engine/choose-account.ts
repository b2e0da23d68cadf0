import { reportTypeFacts } from '@reportline/report-types'
import { OtherRegionError } from '../accounts/marketplace-request.ts'
import type { NewJob } from '../run/check-request.ts'
import { accountNamed, type EngineAccount, type EngineContext } from './engine-context.ts'
import { checkEngineRequest, type EngineRequest } from './engine-request.ts'

/**
 * Creates the job of a request, for the account that can serve it.
 *
 * @throws TypeError if no account or several accounts can, or if the request is invalid.
 */
export function newJobFor(request: EngineRequest, engine: EngineContext): NewJob {
  checkEngineRequest(request)
  if (request.account !== undefined) return newJobAt(accountNamed(engine, request.account), request)
  const attempts = accountsFor(request.reportType, engine).map((account) => attempt(account, request))
  const jobs = attempts.flatMap(({ newJob }) => newJob ?? [])
  const [only, another] = jobs
  if (only !== undefined && another === undefined) return only
  throw another === undefined ? noAccount(attempts) : severalAccounts(request, jobs)
}

/**
 * Returns the accounts of the API of a report type. An unknown type is assumed to be one of the Selling Partner API, if
 * there is such an account.
 *
 * @throws TypeError if there is no account of the API.
 */
export function accountsFor(reportType: string, engine: EngineContext): EngineAccount[] {
  const api = reportTypeFacts(reportType)?.api
  const all = [...engine.accounts.values()]
  const accounts = all.filter(({ internals }) => internals.context.api.api === (api ?? 'selling-partner'))
  if (accounts.length > 0) return accounts
  if (api === undefined) return all
  throw new TypeError(`${reportType} is a report type of the API ${api}. Add an account of that API.`)
}

/** Creates the job of a request for one account. */
export function newJobAt({ name, internals }: EngineAccount, request: EngineRequest): NewJob {
  const { account: _, ...ownRequest } = request
  // Each API has its own type of request, and validates it.
  const createJob: (request: never) => NewJob = internals.newJob
  const { job, issues } = createJob(ownRequest as never)
  return { job: { ...job, account: name }, issues }
}

interface Attempt {
  readonly name: string
  readonly newJob?: NewJob
  readonly error?: TypeError
}

function attempt(account: EngineAccount, request: EngineRequest): Attempt {
  try {
    return { name: account.name, newJob: newJobAt(account, request) }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return { name: account.name, error }
  }
}

function severalAccounts({ reportType }: EngineRequest, jobs: readonly NewJob[]): TypeError {
  const names = jobs.map(({ job }) => job.account).join(', ')
  return new TypeError(`Several accounts can serve ${reportType}: ${names}. Set \`account\` to one of them.`)
}

/** If an account of the right region cannot serve the request either, its reason is the one to know. */
function noAccount(attempts: readonly Attempt[]): TypeError {
  const ofRegion = attempts.filter(({ error }) => !(error instanceof OtherRegionError))
  const told = ofRegion.length === 0 ? attempts : ofRegion
  const reasons = new Map(told.map(({ name, error }) => [error?.message ?? '', name]))
  if (reasons.size === 1) return new TypeError([...reasons.keys()][0], { cause: told[0]?.error })
  const list = [...reasons].map(([reason, name]) => `${name}: ${reason}`).join(' ')
  return new TypeError(`No account can serve the request. ${list}`)
}
