import { expectTypeOf, test } from 'vitest'
import { type Call, type Method, pages } from '../src/index.ts'
import type { operations, Reports } from './sample-operations.ts'

declare const getReports: Method<operations['getReports']>
declare const getReport: Method<operations['getReport']>

test('pages are those of the method', async () => {
  for await (const page of pages(getReports, { reportTypes: ['A'] })) expectTypeOf(page).toEqualTypeOf<Reports>()
  for await (const page of pages(getReports, {})) expectTypeOf(page).not.toBeAny()
})

test('filters are those of the method', () => {
  // @ts-expect-error there is no colour
  pages(getReports, { colour: 'red' })
  // @ts-expect-error a page size is a number
  pages(getReports, { pageSize: '10' })
})

test('a method whose response has no nextToken has no pages', () => {
  // @ts-expect-error its input requires an id and its response has no nextToken
  pages(getReport, { reportId: '1' })
})

test('a method that cannot be called with a token alone has no pages', () => {
  const method = (_: { id: string; nextToken?: string }): Call<Reports> => getReports()
  // @ts-expect-error the id is required
  pages(method, { id: '1' })
})
