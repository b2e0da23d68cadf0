import { ApiError } from '@reportline/request'
import { filterChunks, type RefusedType } from '../run/report-api.ts'

/**
 * Thrown when Amazon refuses to list one or more report types. The other types of the call were listed: `collect` has
 * yielded their reports, and `schedules` has the schedules of `schedules.list`.
 */
export class ReportTypesError extends Error {
  override readonly name = 'ReportTypesError'
  readonly code = 'REPORT_TYPES_REFUSED'
  /** The refused types. */
  readonly reportTypes: readonly string[]
  /** The error of each refused type, in the same order. */
  readonly errors: readonly ApiError[]
  /** For `schedules.list`: the schedules of the other types. */
  readonly schedules: readonly object[] | undefined

  constructor(refused: readonly RefusedType[], schedules?: readonly object[]) {
    const reasons = refused.map(({ reportType, error }) => `${reportType}: ${error.message}`)
    super(`Amazon refuses to list some of the report types. The others were listed. ${reasons.join(' ')}`, {
      cause: refused[0]?.error,
    })
    this.reportTypes = refused.map(({ reportType }) => reportType)
    this.errors = refused.map(({ error }) => error)
    this.schedules = schedules
  }
}

/**
 * Lists something for report types, as many types per call as the API accepts. If Amazon refuses a call because of one of
 * its types, the call is repeated with half of them, so that the other types are listed and the refused one is named.
 *
 * @param list Makes the calls for some types.
 * @param onRefused Called with each refused type. By default, they are thrown at the end.
 * @throws ReportTypesError after the other types were listed; the error of the call if there is only one type.
 */
export async function* listByType<T>(
  reportTypes: readonly string[],
  list: (types: readonly string[]) => AsyncIterable<T>,
  onRefused?: (refused: RefusedType) => void,
): AsyncGenerator<T> {
  const refused: RefusedType[] = []
  const types = [...new Set(reportTypes)]
  const queue = types.length === 1 ? [types] : filterChunks(types)
  for (let chunk = queue.shift(); chunk !== undefined; chunk = queue.shift()) {
    try {
      yield* list(chunk)
    } catch (error) {
      const [only] = chunk
      if (types.length === 1 || only === undefined || !isRefusal(error)) throw error
      if (chunk.length > 1) queue.unshift(...halves(chunk))
      else if (onRefused === undefined) refused.push({ reportType: only, error })
      else onRefused({ reportType: only, error })
    }
  }
  if (refused.length > 0) throw new ReportTypesError(refused)
}

/** A request that Amazon refuses as such, unlike one that fails for a moment or has invalid credentials. */
function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status === 400
}

function halves(types: readonly string[]): [string[], string[]] {
  const middle = Math.ceil(types.length / 2)
  return [types.slice(0, middle), types.slice(middle)]
}
