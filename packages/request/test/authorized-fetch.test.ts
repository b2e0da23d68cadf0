import { expect, test } from 'vitest'
import { authorizedFetch } from '../src/index.ts'
import { ok, script, unavailable } from './scripted-fetch.ts'

test('an authorized fetch sets the User-Agent and authorizes each request once', async () => {
  const { fetch, requests } = script(ok)
  const seen: unknown[] = []
  const authorized = authorizedFetch({
    fetch,
    application: { name: 'Shop', version: '1' },
    authorize: (request, attempt) => {
      seen.push(attempt)
      request.headers.set('x-amz-access-token', 'token')
      return request
    },
  })
  await authorized(new Request('https://api.example/reports/1?a=b', { method: 'POST', body: '{}' }))
  expect(Object.fromEntries(requests[0]?.headers ?? [])).toMatchObject({
    'user-agent': 'Shop/1 (Language=TypeScript; Library=Reportline)',
    'x-amz-access-token': 'token',
  })
  expect(await requests[0]?.text()).toBe('{}')
  expect(seen).toMatchObject([{ number: 1, operation: { method: 'POST', path: '/reports/1', idempotent: false } }])
})

test('an authorized fetch returns any response and does not retry', async () => {
  const { fetch, requests } = script(unavailable)
  expect(await authorizedFetch({ fetch })('https://api.example/')).toMatchObject({ status: 503 })
  expect(requests).toHaveLength(1)
  expect(requests[0]?.redirect).toBe('manual')
})
