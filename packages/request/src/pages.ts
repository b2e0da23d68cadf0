import type { CallOptions } from './call-options.ts'

/** The answer of a listing operation. */
export interface Page {
  /** Where the next page begins; absent or empty on the last. */
  readonly nextToken?: string | undefined
}

/** A listing method: it takes filters, or a token alone. */
export type PageMethod<Input, ApiResponse extends Page> = ((
  input: Input,
  options?: CallOptions,
) => PromiseLike<ApiResponse>) &
  ((input: { nextToken: string }, options?: CallOptions) => PromiseLike<ApiResponse>)

/**
 * Walks the pages of a listing. The first call sends the filters, each further one `nextToken` alone: Amazon refuses
 * it beside anything else. A page is asked for only when the loop comes to it.
 *
 * @param method - a client's method whose input and answer have a `nextToken`
 * @param input - the filters
 * @param options - for each call: signal, deadline, headers
 * @throws what the method rejects with; Error if a page's token is the one that asked for it, because that never ends
 */
export async function* pages<Input, ApiResponse extends Page>(
  method: PageMethod<Input, ApiResponse>,
  input: NoInfer<Input>,
  options?: CallOptions,
): AsyncGenerator<ApiResponse, void, undefined> {
  let page = await method(input, options)
  yield page
  let asked: string | undefined
  while (page.nextToken) {
    const { nextToken } = page
    if (nextToken === asked) throw new Error('The page names itself as the next one: the listing has no end.')
    page = await method({ nextToken }, options)
    asked = nextToken
    yield page
  }
}
