import createClient from 'openapi-fetch'
import { expectTypeOf, test } from 'vitest'
import {
  type ApiResponse,
  bindOperation,
  type Call,
  type CallOptions,
  createRequest,
  type Input,
  type Method,
  type NestedInput,
  type Output,
  type UntypedMethod,
} from '../src/index.ts'
import type { operations, Report, Reports } from './sample-operations.ts'

declare const getReports: Method<operations['getReports']>
declare const getReport: Method<operations['getReport']>
declare const createReport: Method<operations['createReport']>
declare const updateReport: Method<operations['updateReport'], NestedInput<operations['updateReport']>>
declare const replaceTags: Method<operations['replaceTags'], NestedInput<operations['replaceTags']>>
declare const choose: Method<operations['choose']>
declare const ping: Method<operations['ping']>

test('an input is one flat object of parameters and body fields', () => {
  expectTypeOf<Input<operations['getReports']>>().toEqualTypeOf<{
    reportTypes?: string[] | undefined
    pageSize?: number | undefined
    nextToken?: string | undefined
  }>()
  expectTypeOf<Input<operations['getReport']>>().toEqualTypeOf<{ reportId: string; 'x-view'?: string | undefined }>()
  expectTypeOf<Input<operations['createReport']>>().toEqualTypeOf<{
    dryRun?: boolean | undefined
    reportType: string
    reportOptions?: { [key: string]: string } | undefined
  }>()
  expectTypeOf<Input<operations['updateReport']>>().toEqualTypeOf<{
    reportId: string
    title?: string | undefined
    tags?: string[] | undefined
  }>()
  expectTypeOf<Input<operations['choose']>>().toEqualTypeOf<{ card: string } | { account: number }>()
})

test('a nested input separates the body', () => {
  expectTypeOf<NestedInput<operations['updateReport']>>().toEqualTypeOf<{
    reportId: string
    body?: { title: string; tags: string[] } | undefined
  }>()
  expectTypeOf<NestedInput<operations['replaceTags']>>().toEqualTypeOf<{ reportId: string; body: string[] }>()
  expectTypeOf<NestedInput<operations['getReport']>>().toEqualTypeOf<Input<operations['getReport']>>()
})

test('an output is the JSON body of the documented successful responses', () => {
  expectTypeOf<Output<operations['getReports']>>().toEqualTypeOf<Reports>()
  expectTypeOf<Output<operations['createReport']>>().toEqualTypeOf<{ reportId: string }>()
  expectTypeOf<Output<operations['updateReport']>>().toEqualTypeOf<Report | undefined>()
  expectTypeOf<Output<operations['ping']>>().toEqualTypeOf<undefined>()
})

test('no type is any', () => {
  expectTypeOf<Input<operations['getReports']>>().not.toBeAny()
  expectTypeOf<Input<operations['createReport']>['reportType']>().not.toBeAny()
  expectTypeOf<NestedInput<operations['replaceTags']>['body']>().not.toBeAny()
  expectTypeOf<Output<operations['getReports']>>().not.toBeAny()
  expectTypeOf<Input<operations['ping']>>().not.toBeAny()
  expectTypeOf(getReports).not.toBeAny()
  expectTypeOf(getReports().withResponse).not.toBeAny()
  expectTypeOf<Input<unknown>>().not.toBeAny()
  expectTypeOf<Output<unknown>>().toBeNever()
})

test('a method returns the body, and with `withResponse` the response', async () => {
  expectTypeOf(await getReport({ reportId: '1' })).toEqualTypeOf<Report>()
  expectTypeOf(await getReport({ reportId: '1' }).withResponse()).toEqualTypeOf<ApiResponse<Report>>()
})

test('a method without required keys can be called without an input', () => {
  getReports()
  getReports({})
  getReports({ pageSize: 10 }, { signal: AbortSignal.timeout(1) })
  ping()
  ping(undefined, { deadline: new Date() })
  // @ts-expect-error the id is required
  getReport()
  // @ts-expect-error the type is required
  createReport()
})

test('an optional key may be undefined, a required one may not', () => {
  getReports({ pageSize: undefined })
  // @ts-expect-error the id is required
  getReport({ reportId: undefined })
})

test('an unknown key is an error', () => {
  // @ts-expect-error there is no pageSise
  getReports({ pageSise: 10 })
  // @ts-expect-error there is no colour
  createReport({ reportType: 'A', colour: 'red' })
  // @ts-expect-error it takes nothing
  ping({ anything: 1 })
  // @ts-expect-error there is no reportId here
  replaceTags({ reportId: '1', body: [], title: 'x' })
  // @ts-expect-error there is no timeout
  getReports({}, { timeout: 1 })
})

test('a missing key is an error', () => {
  // @ts-expect-error the type is missing
  createReport({ dryRun: true })
  // @ts-expect-error the body is missing
  replaceTags({ reportId: '1' })
  // @ts-expect-error the tags are missing
  updateReport({ reportId: '1', body: { title: 'x' } })
  // @ts-expect-error neither form is complete
  choose({})
})

test('a wrong type is an error', () => {
  // @ts-expect-error a page size is a number
  getReports({ pageSize: '10' })
  // @ts-expect-error types are a list
  getReports({ reportTypes: 'A' })
  // @ts-expect-error options are strings
  createReport({ reportType: 'A', reportOptions: { a: 1 } })
  // @ts-expect-error an account is a number
  choose({ account: 'x' })
})

test('an enum accepts unknown values', async () => {
  const { processingStatus } = await getReport({ reportId: '1' })
  expectTypeOf<'SOMETHING_NEW'>().toExtend<typeof processingStatus>()
})

test('a typed openapi-fetch client’s request can be bound without a cast', () => {
  interface paths {
    '/reports': { get: operations['getReports']; post: operations['createReport'] }
  }
  const raw = createClient<paths>({ baseUrl: 'https://api.example' })
  const operation = { id: 'x', method: 'GET', path: '/reports', idempotent: true, parameters: {} } as const
  const untyped = bindOperation(createRequest(), raw.request, operation)
  expectTypeOf(untyped).toEqualTypeOf<UntypedMethod>()
  expectTypeOf(untyped()).toEqualTypeOf<Call<unknown>>()
  const typed: Method<operations['getReports']> = bindOperation(createRequest(), raw.request, operation)
  expectTypeOf(typed).parameter(1).toEqualTypeOf<CallOptions | undefined>()
  const cast = untyped as Method<operations['createReport']>
  expectTypeOf(cast({ reportType: 'A' })).toEqualTypeOf<Call<{ reportId: string }>>()
})
