import { expect, test } from 'vitest'
import { type CallOptions, type Page, pages } from '../src/index.ts'

interface Filters {
  readonly types?: string[]
  readonly nextToken?: string
}

/** A listing that answers the pages in turn and notes what it was asked. */
function listing(...answers: Page[]) {
  const asked: unknown[] = []
  const method = async (input: Filters, options?: CallOptions) => {
    asked.push(options ? [input, options] : input)
    const page = answers[Math.min(asked.length, answers.length) - 1]
    if (!page) throw new Error('no more pages')
    return page
  }
  return { asked, method }
}

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of source) items.push(item)
  return items
}

test('the first page is asked for with the filters, each further one with the token alone', async () => {
  const { asked, method } = listing({ nextToken: 'b' }, { nextToken: 'c' }, {})
  expect(await all(pages(method, { types: ['A'] }))).toEqual([{ nextToken: 'b' }, { nextToken: 'c' }, {}])
  expect(asked).toEqual([{ types: ['A'] }, { nextToken: 'b' }, { nextToken: 'c' }])
})

test('an empty token means that there is no further page', async () => {
  const { asked, method } = listing({ nextToken: '' })
  await all(pages(method, {}))
  expect(asked).toHaveLength(1)
})

test('options go with every page', async () => {
  const { asked, method } = listing({ nextToken: 'b' }, {})
  const options = { deadline: new Date(0) }
  await all(pages(method, {}, options))
  expect(asked).toEqual([
    [{}, options],
    [{ nextToken: 'b' }, options],
  ])
})

test('no page is asked for before the loop comes to it', async () => {
  const { asked, method } = listing({ nextToken: 'b' }, {})
  for await (const page of pages(method, {})) {
    expect(page.nextToken).toBe('b')
    break
  }
  expect(asked).toHaveLength(1)
})

test('a page that names itself as the next one ends in an error, not in an endless loop', async () => {
  const { asked, method } = listing({ nextToken: 'b' })
  await expect(all(pages(method, {}))).rejects.toThrow('the listing has no end')
  expect(asked).toHaveLength(2)
})

test('what the method rejects with passes', async () => {
  await expect(all(pages(() => Promise.reject(new Error('no')), {}))).rejects.toThrow('no')
})
