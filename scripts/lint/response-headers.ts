import { entries } from './located-value.ts'
import { eachOperation, responses } from './operation.ts'

/** The statuses that have each header: `all`, or a list of statuses and ranges, such as `4XX`. */
export interface ResponseHeadersOptions {
  readonly headers?: Readonly<Record<string, 'all' | readonly (string | number)[]>>
}

/** Requires that each response declares exactly the headers documented for its status, as configured for the API. */
export function responseHeaders(options: ResponseHeadersOptions) {
  const documented = Object.entries(options.headers ?? {})
  return eachOperation(({ id, located }, context) => {
    for (const [status, response] of responses(context, { id, located })) {
      const declared = new Set(entries(context, response, 'headers').map(([name]) => name.toLowerCase()))
      const location = located.location.child(['responses', status])
      for (const [name, statuses] of documented) {
        const expected = statuses === 'all' || statuses.some((each) => matches(String(each), status))
        if (expected === declared.has(name.toLowerCase())) continue
        const verb = expected ? 'must declare' : 'must not declare'
        context.report({ message: `The response ${status} of ${id} ${verb} the header ${name}.`, location })
      }
    }
  })
}

const matches = (pattern: string, status: string) =>
  pattern === status || (/^\dXX$/i.test(pattern) && pattern[0] === status[0])
