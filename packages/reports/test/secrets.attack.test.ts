import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fileLedger } from '../src/file-ledger.ts'
import { folderArchive, reportline } from '../src/index.ts'
import { queueError } from '../src/notifications/queue-error.ts'
import { FakeAmazon, type FakeResponse, type Operation, report } from './support/fake-amazon.ts'
import { simulatedClock } from './support/simulated-clock.ts'

const { REPORTLINE_ATTACK_ROUNDS: rounds = 60, REPORTLINE_ATTACK_SEED: seed = 1 } = process.env

const hex = (text: string) => Buffer.from(text).toString('hex')

/** How a server may repeat what it was sent. */
const forms: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  'URL-encoded': encodeURIComponent,
  'URL-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'HTML-escaped': (text) => text.replaceAll('|', '&#124;').replaceAll('.', '&#46;'),
  'in hexadecimal': hex,
  'in Base64': (text) => Buffer.from(text).toString('base64'),
  'in upper case': (text) => text.toUpperCase(),
  'in lower case': (text) => text.toLowerCase(),
  cut: (text) => text.slice(0, -7),
  'without its prefix': (text) => text.replace(/^.*?[|.]/, ''),
}

/** Where a server may repeat it: each returns a response with a text in one place. */
const places: Readonly<Record<string, (text: string, status: number) => Response>> = {
  'the request id': (text, status) =>
    failure(status, { headers: { 'x-amzn-requestid': text, 'x-amz-request-id': text } }),
  'the content type': (text, status) => failure(status, { headers: { 'content-type': `text/${text}` }, body: '<' }),
  'the charset': (text, status) =>
    failure(status, { headers: { 'content-type': `text/plain; charset=${text}` }, body: '<' }),
  'the error code': (text, status) => failure(status, { error: { code: text, message: 'No.' } }),
  'the message': (text, status) => failure(status, { error: { code: 'InvalidInput', message: `Not ${text}!` } }),
  'the details': (text, status) => failure(status, { error: { code: 'InvalidInput', message: '', details: text } }),
  'the location': (text) => new Response(null, { status: 302, headers: { location: `https://a.example/?t=${text}` } }),
  'the OAuth error': (text, status) =>
    failure(status, { body: JSON.stringify({ error: text, error_description: text, request_id: text }) }),
  'the XML of a store': (text, status) =>
    failure(status, {
      body: `<Error><Code>${text}</Code><Message>${text}</Message><RequestId>${text}</RequestId></Error>`,
    }),
  'the retry header': (text, status) =>
    failure(status, { headers: { 'retry-after': text, 'x-amzn-ratelimit-limit': text } }),
}

interface Failure {
  readonly headers?: Record<string, string>
  readonly error?: object
  readonly body?: string
}

function failure(status: number, { headers = {}, error = { code: 'A', message: 'B' }, body }: Failure): Response {
  const safe = Object.entries(headers).map(([name, value]) => [name, value.replaceAll(/[^\x20-\x7e]/g, '?')])
  return new Response(body ?? JSON.stringify({ errors: [error] }), { status, headers: Object.fromEntries(safe) })
}

/** The secret that each server was sent. */
const secrets = {
  token: 'amzn1.oa2-cs.v1.9kQz3vTx7Lm2RbY8uVn4Hc6pWd5',
  refreshToken: 'Atzr|IwEBIJx4Kq9Zt7Vw2Nn8Lr5Ph3Yc6Md',
  access: 'Atza|IwEBIGv8Tz3Qk6Xr9Bj2Lf5Wn7Hd4Sy',
  restricted: 'Atz.sprdt|AYABeKp7Zx3Vt9Qw5Nr2Lm8Jh4',
  signature: '5f2a9c41d7e8b3a6905c1f7e2d4b8a63c0de',
} as const

/** The operations of the three servers, and what they can repeat. */
const echoes: readonly (readonly [Operation, keyof typeof secrets])[] = [
  ['token', 'token'],
  ['token', 'refreshToken'],
  ['createReport', 'access'],
  ['getReport', 'access'],
  ['getReportDocument', 'restricted'],
  ['createRestrictedDataToken', 'access'],
  ['download', 'signature'],
]

const statuses = [200, 400, 403, 404, 429, 500, 503]
const restrictedType = 'GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING'

/** Whether a text contains ten successive characters of a secret in a form. */
function leaks(text: string, form: string): boolean {
  const [lower, wanted] = [text.toLowerCase(), form.toLowerCase()]
  const parts = Array.from({ length: Math.max(1, wanted.length - 9) }, (_, start) => wanted.slice(start, start + 10))
  return parts.some((part) => lower.includes(part))
}

/** Everything about a value that could be logged, with its causes. */
function visible(value: unknown): string {
  const inspected = inspect(value, { depth: 12, showHidden: true, getters: true })
  const json = JSON.stringify(value) ?? ''
  if (!(value instanceof Error)) return inspected + json
  return [inspected, json, String(value), value.stack, value.cause === undefined ? '' : visible(value.cause)].join('\n')
}

/** Runs a report with a server that repeats a secret, and returns everything that is left of it. */
async function traces(operation: Operation, response: FakeResponse): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'secrets-attack-'))
  const clock = simulatedClock()
  const amazon = new FakeAmazon()
  const seen: unknown[] = []
  const defaults: readonly (readonly [Operation, FakeResponse])[] = [
    ['token', () => Response.json({ access_token: secrets.access, expires_in: 3600 })],
    ['createRestrictedDataToken', () => Response.json({ restrictedDataToken: secrets.restricted, expiresIn: 3600 })],
    ['getReport', () => Response.json(report({ reportType: restrictedType }))],
    ['getReportDocument', () => Response.json({ reportDocumentId: 'doc-1', url: signedUrl })],
  ]
  const many = (one: FakeResponse) => Array.from({ length: 40 }, () => one)
  amazon.respond(operation, ...many(response))
  for (const [name, one] of defaults) if (name !== operation) amazon.respond(name, ...many(one))
  const ledger = fileLedger({ path: join(folder, 'ledger.db') })
  const account = amazon.account({
    clock,
    archive: folderArchive(join(folder, 'archive')),
    credentials: { clientId: 'client', clientSecret: secrets.token, refreshToken: secrets.refreshToken },
    onEvent: (event) => seen.push(event),
  })
  const engine = reportline({ ledger, accounts: { eu: account }, clock, onEvent: (event) => seen.push(event) })
  const read = async () => {
    const outcome = await engine.run({ reportType: restrictedType, marketplaces: ['DE'] })
    seen.push(outcome)
    if (outcome.status === 'done') for await (const rows of outcome.document.rows()) void rows
  }
  await clock.run(read()).catch((error: unknown) => seen.push(error))
  seen.push(account, engine, await engine.jobs())
  await ledger.close()
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  // The ledger and the manifests. The other files are what the store sent as the document.
  const contents = files
    .filter((file) => file.isFile() && /\.json$|^ledger\.db/.test(file.name))
    .map((file) => readFile(join(file.parentPath, file.name), 'latin1'))
  const stored = await Promise.all(contents)
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 })
  return [...seen.map(visible), ...stored].join('\n')
}

const signedUrl = `https://documents.s3.amazonaws.com/doc-1?X-Amz-Signature=${secrets.signature}&X-Amz-Credential=ASIAEXAMPLE`

const arbitraryEcho = fc.record({
  echo: fc.constantFrom(...echoes),
  place: fc.constantFrom(...Object.keys(places)),
  form: fc.constantFrom(...Object.keys(forms)),
  status: fc.constantFrom(...statuses),
})

describe('a server that repeats a credential', () => {
  test('leaves no trace of it in errors, causes, events, inspection, the ledger and the archive', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEcho, async ({ echo: [operation, name], place, form, status }) => {
        const written = forms[form]?.(secrets[name]) ?? ''
        const all = await traces(operation, () => places[place]?.(written, status) ?? failure(status, {}))
        expect(leaks(all, form === 'in Base64' ? written.slice(4, -4) : written)).toBe(false)
      }),
      { numRuns: Number(rounds), seed: Number(seed) },
    )
  })

  test('leaves no trace of the credentials of a queue', () => {
    const sessionToken = `IQoJ${'b3JpZ2luX2VjE'.repeat(12)}`
    for (const written of [
      sessionToken,
      sessionToken.slice(4),
      sessionToken.slice(0, 60),
      encodeURIComponent(sessionToken),
    ]) {
      const error = Object.assign(new Error(`The security token ${written} is invalid`), {
        name: 'InvalidClientTokenId',
        $metadata: { httpStatusCode: 403, requestId: written },
        $response: { headers: { 'x-amz-security-token': written } },
      })
      expect(leaks(visible(queueError(error, 'sqs:ReceiveMessage', 'https://sqs.example/1/q')), written)).toBe(false)
    }
  })
})
