import type { CallOptions } from './call-options.ts'

/** The response of a listing operation. */
export interface Page {
  /** The token of the next page; absent or empty on the last page. */
  readonly nextToken?: string | undefined
}

/** The method of a listing operation. Its input is either filters, or a token alone. */
export type PageMethod<Input, P extends Page> = ((input: Input, options?: CallOptions) => PromiseLike<P>) &
  ((input: { nextToken: string }, options?: CallOptions) => PromiseLike<P>)

/**
 * Iterates over the pages of a listing. The first call sends the filters. Each further call sends only `nextToken`,
 * because Amazon rejects a token together with filters. A page is requested only when the loop reaches it.
 *
 * @param method - a method of a client whose input and response have a `nextToken`
 * @param input - the filters
 * @param options - signal, deadline and so on, for each call
 * @returns the pages
 * @throws the errors of the method
 * @throws Error if a page returns a token that an earlier page has returned, because such a listing never ends
 * @example
 * ```ts
 * import { pages } from '@reportline/request'
 * import type { SellingPartnerReportsClient } from '@reportline/selling-partner-reports-client'
 *
 * export async function listReportIds(client: SellingPartnerReportsClient): Promise<string[]> {
 *   const ids: string[] = []
 *   for await (const { reports } of pages(client.getReports, { reportTypes: ['GET_LEDGER_SUMMARY_VIEW_DATA'] })) {
 *     ids.push(...reports.map(({ reportId }) => reportId))
 *   }
 *   return ids
 * }
 * ```
 */
export async function* pages<Input, P extends Page>(
  method: PageMethod<Input, P>,
  input: NoInfer<Input>,
  options?: CallOptions,
): AsyncGenerator<P, void, undefined> {
  const usedTokens = new Set<string>()
  let page = await method(input, options)
  yield page
  while (page.nextToken) {
    const { nextToken } = page
    if (typeof nextToken !== 'string')
      throw new Error(`Page ${usedTokens.size + 1} has a nextToken that is not a string.`)
    if (usedTokens.has(nextToken)) {
      throw new Error(
        `The listing never ends: page ${usedTokens.size + 1} returned a nextToken that an earlier page had returned. ` +
          'Try again later. If it happens again, report it to Amazon.',
      )
    }
    usedTokens.add(nextToken)
    page = await method({ nextToken }, options)
    yield page
  }
}
