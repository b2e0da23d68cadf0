import { expect, test } from 'vitest'
import { type CallOptions, type Page, pages } from '../src/index.ts'

interface Filters {
  readonly types?: string[]
  readonly nextToken?: string
}

/** A listing that returns the pages in order, the last one again and again, and records its calls. */
function listing(...responses: Page[]) {
  const calls: unknown[] = []
  const method = async (input: Filters, options?: CallOptions) => {
    calls.push(options ? [input, options] : input)
    const page = responses[Math.min(calls.length, responses.length) - 1]
    if (!page) throw new Error('no more pages')
    return page
  }
  return { calls, method }
}

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of source) items.push(item)
  return items
}

test('the first page is requested with the filters, each further one with the token alone', async () => {
  const { calls, method } = listing({ nextToken: 'b' }, { nextToken: 'c' }, {})
  expect(await all(pages(method, { types: ['A'] }))).toEqual([{ nextToken: 'b' }, { nextToken: 'c' }, {}])
  expect(calls).toEqual([{ types: ['A'] }, { nextToken: 'b' }, { nextToken: 'c' }])
})

test('an empty token ends the listing', async () => {
  const { calls, method } = listing({ nextToken: '' })
  await all(pages(method, {}))
  expect(calls).toHaveLength(1)
})

test('every call receives the options', async () => {
  const { calls, method } = listing({ nextToken: 'b' }, {})
  const options = { deadline: new Date(0) }
  await all(pages(method, {}, options))
  expect(calls).toEqual([
    [{}, options],
    [{ nextToken: 'b' }, options],
  ])
})

test('a page is requested only when the loop reaches it', async () => {
  const { calls, method } = listing({ nextToken: 'b' }, {})
  for await (const page of pages(method, {})) {
    expect(page.nextToken).toBe('b')
    break
  }
  expect(calls).toHaveLength(1)
})

test('a page that returns its own token ends with an error', async () => {
  const { calls, method } = listing({ nextToken: 'b' })
  await expect(all(pages(method, {}))).rejects.toThrow('The listing never ends: page 2 returned a nextToken')
  expect(calls).toHaveLength(2)
})

test('pages whose tokens form a cycle end with an error', async () => {
  const cycle = ['a', 'b', 'c', 'b', 'c', 'b', 'c'].map((nextToken) => ({ nextToken }))
  const { calls, method } = listing(...cycle, {})
  await expect(all(pages(method, {}))).rejects.toThrow('The listing never ends: page 4 returned a nextToken')
  expect(calls).toHaveLength(4)
})

test('errors of the method are thrown unchanged', async () => {
  await expect(all(pages(() => Promise.reject(new Error('no')), {}))).rejects.toThrow('no')
})
