import { reportTypeFacts } from '@reportline/report-types'
import type { Job } from '../run/job.ts'
import { accountNamed, type EngineAccount, type EngineContext } from './engine-context.ts'
import { checkEngineRequest, type EngineRequest } from './engine-request.ts'

/**
 * Makes the job of a request, of the account that can be asked for it.
 *
 * @throws TypeError when none can, when several could, or when the request is wrong.
 */
export function jobOf(request: EngineRequest, engine: EngineContext): Job {
  checkEngineRequest(request)
  if (request.account !== undefined) return jobAt(accountNamed(engine, request.account), request)
  const asked = accountsOf(request.reportType, engine).map((account) => attempt(account, request))
  const jobs = asked.flatMap(({ job }) => job ?? [])
  const [only, another] = jobs
  if (only !== undefined && another === undefined) return only
  if (another !== undefined) throw ambiguous(request, jobs)
  throw noneCan(asked)
}

/**
 * The accounts of the API that a report type belongs to. One that the catalogue does not know is taken for one of
 * Amazon's many for sellers, where there is a seller's account.
 */
export function accountsOf(reportType: string, engine: EngineContext): EngineAccount[] {
  const api = reportTypeFacts(reportType)?.api
  const all = [...engine.accounts.values()]
  const those = all.filter(({ internals }) => internals.context.api.api === (api ?? 'selling-partner'))
  if (those.length > 0) return those
  if (api === undefined) return all
  throw new TypeError(`${reportType} belongs to the API ${api}, and there is no account of it`)
}

/** Makes the job of a request at one account. */
export function jobAt({ name, internals }: EngineAccount, request: EngineRequest): Job {
  const { account: _, ...own } = request
  // Each API has a request of its own, and checks it.
  const newJob: (request: never) => Job = internals.newJob
  return { ...newJob(own as never), account: name }
}

interface Attempt {
  readonly name: string
  readonly job?: Job
  readonly refusal?: TypeError
}

function attempt(account: EngineAccount, request: EngineRequest): Attempt {
  try {
    return { name: account.name, job: jobAt(account, request) }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return { name: account.name, refusal: error }
  }
}

function ambiguous({ reportType }: EngineRequest, jobs: readonly Job[]): TypeError {
  const names = jobs.map(({ account }) => account).join(', ')
  return new TypeError(`${reportType} could be asked of several accounts: ${names}. Name one of them as account`)
}

function noneCan(asked: readonly Attempt[]): TypeError {
  const reasons = new Map(asked.map(({ name, refusal }) => [refusal?.message ?? '', name]))
  if (reasons.size === 1) return new TypeError([...reasons.keys()][0], { cause: asked[0]?.refusal })
  const each = [...reasons].map(([reason, name]) => `${name}: ${reason}`)
  return new TypeError(`no account can be asked for it. ${each.join('. ')}`)
}
