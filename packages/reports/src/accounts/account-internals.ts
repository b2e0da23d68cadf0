import type { AnyReport } from '../run/any-report.ts'
import type { AccountContext } from '../run/run-context.ts'
import type { NewJob } from '../run/validate-job.ts'

/** The key under which an account keeps what the engine needs. Not part of the public interface. */
export const accountInternals: unique symbol = Symbol('accountInternals')

/** What the engine needs of an account. */
export interface AccountInternals<Request = never, R extends AnyReport = AnyReport> {
  readonly context: AccountContext<R>
  /**
   * Creates the job of a request. Sends nothing.
   *
   * @throws TypeError if the request is invalid.
   */
  newJob(request: Request): NewJob
}

/** An account that the engine can use. */
export interface ReportAccount<Request = never, R extends AnyReport = AnyReport> {
  readonly [accountInternals]: AccountInternals<Request, R>
}

/** Adds the internals to an account as a property that is not enumerable, so that inspecting the account hides them. */
export function withInternals<Account extends object, Request, R extends AnyReport>(
  account: Account,
  internals: AccountInternals<Request, R>,
): Account & ReportAccount<Request, R> {
  return Object.defineProperty(account, accountInternals, { value: internals }) as Account & ReportAccount<Request, R>
}
