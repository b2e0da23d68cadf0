import { describe, expect, test } from 'vitest'
import { ApiError } from '../src/index.ts'
import { createReport, failureOf, getReports, json, send, setUp } from './scripted-fetch.ts'

const html = () =>
  new Response('<!doctype html><title>Welcome</title>', {
    status: 200,
    headers: { 'content-type': 'text/html', 'x-amzn-RequestId': 'id-html' },
  })

const single = { attempts: 1 }

describe('a successful response', () => {
  test('returns body, status, headers and request id', async () => {
    const { request } = setUp([() => json(202, { reportId: '50' }, { 'x-extra': 'yes' })])
    const response = await request(createReport, send)
    expect(response).toMatchObject({ body: { reportId: '50' }, status: 202, requestId: 'id-1' })
    expect(response.headers.get('x-extra')).toBe('yes')
  })

  test.each([200, 201, 202, 204, 205])('with status %i and no body has an undefined body', async (status) => {
    const { request } = setUp([() => new Response(null, { status })])
    expect(await request(createReport, send)).toMatchObject({ body: undefined, status, requestId: undefined })
  })

  test.each(['x-amzn-RequestId', 'x-amz-request-id', 'x-amz-pay-request-id'])(
    'has the request id in %s',
    async (name) => {
      const { request } = setUp([() => new Response('{}', { headers: { [name]: 'the-id' } })])
      expect(await request(getReports, send)).toMatchObject({ requestId: 'the-id' })
    },
  )

  test('is parsed as JSON whatever its content type', async () => {
    const { request } = setUp([() => new Response('{"a":1}', { headers: { 'content-type': 'text/plain' } })])
    expect(await request(getReports, send)).toMatchObject({ body: { a: 1 } })
  })
})

describe('an unusable response', () => {
  test('HTML with status 200 is a BAD_RESPONSE with the request id that does not quote the body', async () => {
    const error = await failureOf(setUp([html], single).request(getReports, send))
    expect(error).toMatchObject({ code: 'BAD_RESPONSE', status: 200, requestId: 'id-html', operation: 'getReports' })
    expect(error).toHaveProperty('message', expect.stringContaining('is not JSON (text/html, 37 characters)'))
    expect(JSON.stringify(error)).not.toContain('Welcome')
  })

  test('truncated JSON is a BAD_RESPONSE', async () => {
    const cut = () => new Response('{"reports":[{"reportId":"1', { headers: { 'x-amzn-RequestId': 'id-cut' } })
    const error = await failureOf(setUp([cut], single).request(getReports, send))
    expect(error).toMatchObject({ code: 'BAD_RESPONSE', requestId: 'id-cut', outcomeUnknown: false })
    expect(error).not.toHaveProperty('cause')
  })

  test('a body that is cut off is a NETWORK error with the status and the request id', async () => {
    const broken = () => {
      const body = new ReadableStream({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode('{"a"'))
          controller.error(new TypeError('terminated'))
        },
      })
      return new Response(body, { headers: { 'x-amzn-RequestId': 'id-broken' } })
    }
    const error = await failureOf(setUp([broken], single).request(createReport, send))
    expect(error).toMatchObject({ code: 'NETWORK', status: 200, requestId: 'id-broken', outcomeUnknown: true })
  })

  test('a body that is cut off is not mistaken for a refused connection, whatever the error code', async () => {
    const broken = () => {
      const error = Object.assign(new Error('no'), { code: 'ECONNREFUSED' })
      return new Response(new ReadableStream({ start: (controller) => controller.error(error) }))
    }
    const { request, requests } = setUp([broken])
    expect(await failureOf(request(createReport, send))).toMatchObject({ code: 'NETWORK', outcomeUnknown: true })
    expect(requests).toHaveLength(1)
  })

  test('a redirect is not followed', async () => {
    const { request, requests } = setUp([() => new Response(null, { status: 302, headers: { location: 'https://x' } })])
    const error = await failureOf(request(getReports, send))
    expect(error).toMatchObject({ code: 'API_ERROR', status: 302 })
    expect(error).toHaveProperty('message', expect.stringContaining('Check the endpoint'))
    expect(requests).toHaveLength(1)
    expect(requests[0]?.redirect).toBe('manual')
  })

  test('a redirect that a browser hides is an API error, too', async () => {
    const hidden = () => Object.defineProperty(new Response(null), 'status', { value: 0 })
    expect(await failureOf(setUp([hidden], single).request(getReports, send))).toMatchObject({ status: 0 })
  })
})

describe('an API error', () => {
  const errors = [{ code: 'InvalidInput', message: 'Invalid reportDocumentId 7', details: '' }]

  test('contains the errors of the response and advice', async () => {
    const error = await failureOf(setUp([() => json(400, { errors })]).request(getReports, send))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ errors: [{ code: 'InvalidInput', message: 'Invalid reportDocumentId 7' }] })
    expect(error).toHaveProperty(
      'message',
      'getReports (GET /reports/2021-06-30/reports) failed: 400 InvalidInput: Invalid reportDocumentId 7. ' +
        'Correct the request. Repeating it will not help. (request id id-1, attempt 1)',
    )
  })

  test('of the static sandbox says which requests it accepts', async () => {
    const response = () => json(400, { errors: [{ code: 'InvalidInput', message: 'Could not match input arguments' }] })
    const known = { ...getReports, sandboxInput: { reportTypes: ['A', 'B'] } }
    const messageOf = async (operation: typeof getReports) =>
      String(await failureOf(setUp([response]).request(operation, send)))
    const advice = 'The static sandbox accepts only the requests that Amazon documents for it'
    expect(await messageOf(known)).toContain(`${advice}, such as {"reportTypes":["A","B"]}.`)
    expect(await messageOf(getReports)).toContain(`${advice}.`)
  })

  test('is thrown for an empty 503', async () => {
    const empty = () => new Response(null, { status: 503, headers: { 'x-amzn-RequestId': 'id-503' } })
    const error = await failureOf(setUp([empty], single).request(getReports, send))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 503, errors: [], requestId: 'id-503' })
  })

  test('is thrown if the body is cut off', async () => {
    const broken = () => {
      const body = new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) })
      return new Response(body, { status: 400 })
    }
    expect(await failureOf(setUp([broken]).request(getReports, send))).toMatchObject({ status: 400, errors: [] })
  })

  const shapes: [string, string, object[]][] = [
    ['errors', JSON.stringify({ errors }), [{ code: 'InvalidInput', message: 'Invalid reportDocumentId 7' }]],
    [
      'errors with details',
      JSON.stringify({ errors: [{ code: 'A', message: 'b', details: 'reportTypes;' }] }),
      [{ code: 'A', message: 'b', details: 'reportTypes;' }],
    ],
    [
      'OAuth',
      JSON.stringify({ error: 'invalid_grant', error_description: 'bad grant' }),
      [{ code: 'invalid_grant', message: 'bad grant' }],
    ],
    ['Pay', JSON.stringify({ reasonCode: 'InvalidRequest', message: 'm' }), [{ code: 'InvalidRequest', message: 'm' }]],
    ['a gateway', JSON.stringify({ message: 'Forbidden' }), [{ code: '', message: 'Forbidden' }]],
    [
      'S3',
      '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request is too old</Message></Error>',
      [{ code: 'AccessDenied', message: 'Request is too old' }],
    ],
    ['HTML', '<html><body>Service Unavailable</body></html>', []],
    ['a JSON string', '"no"', []],
    ['null', 'null', []],
    ['a list', '[1]', []],
    ['invalid errors', JSON.stringify({ errors: [null, 1, {}, []] }), []],
    ['errors that are not a list', JSON.stringify({ errors: { code: 'x' } }), []],
    ['nothing', '', []],
  ]
  test.each(shapes)('reads errors in the format of %s', async (_, text, expected) => {
    const response = () => new Response(text, { status: 403, headers: { 'x-amz-request-id': 'id-s3' } })
    const error = await failureOf(setUp([response]).request(getReports, send))
    expect(error).toMatchObject({ errors: expected, requestId: 'id-s3' })
  })

  test('quotes neither control characters nor very long messages', async () => {
    const message = `line\r\nline \u001b[31mred ${'long '.repeat(1000)}`
    const error = await failureOf(
      setUp([() => json(400, { errors: [{ code: 'X', message }] })]).request(getReports, send),
    )
    expect(error).toHaveProperty('message', expect.stringMatching(/^[\x20-\x7e…]{0,800}$/))
  })
})
