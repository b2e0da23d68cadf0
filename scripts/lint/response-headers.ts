import { entries } from './located-value.ts'
import { eachOperation, responses } from './operation.ts'

/** For each header the statuses that carry it: `all`, or a list of statuses and classes such as `4XX`. */
export interface ResponseHeadersOptions {
  readonly headers?: Readonly<Record<string, 'all' | readonly (string | number)[]>>
}

/** Each response declares exactly the headers that the API's document gives its status: configured per API. */
export function responseHeaders(options: ResponseHeadersOptions) {
  const documented = Object.entries(options.headers ?? {})
  return eachOperation(({ id, place }, context) => {
    for (const [status, response] of responses(context, { id, place })) {
      const declared = new Set(entries(context, response, 'headers').map(([name]) => name.toLowerCase()))
      const location = place.location.child(['responses', status])
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
