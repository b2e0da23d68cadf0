import type { Api } from '../apis.ts'
import { markdownBanner } from './banner.ts'
import type { Bundle, LocatedOperation, RequestExample } from './bundle.ts'
import { isSigned, listOperations, packagesOf, resolveReference } from './bundle.ts'
import { toSource } from './to-source.ts'

const independent = 'Part of Reportline, an independent project. Not affiliated with Amazon.\n'

export function typesReadme(api: Api, bundle: Bundle): string {
  const schemas = Object.keys(bundle.components?.schemas ?? {})
  const client = packagesOf(bundle).includes('client')
  const name = schemas.find((schema) => /Response$|^Report$/.test(schema)) ?? schemas[0]
  return `${markdownBanner}# @reportline/${api.name}-types

TypeScript types for the ${bundle.info.title}, version ${bundle.info.version}. Types only: no code and no dependencies.

\`\`\`ts
import type { ${name} } from '@reportline/${api.name}-types'

export function show(value: ${name}): string {
  return JSON.stringify(value)
}
\`\`\`

Every schema of the specification is an export of the same name; \`operations\`, \`paths\` and \`components\` are the whole
document as types. A text with known values also takes other text, because Amazon adds values without notice.
${client ? `\nTo make calls, see \`@reportline/${api.name}-client\`.\n` : ''}
## Schemas

${schemas.map((schema) => `- \`${schema}\``).join('\n')}

${independent}`
}

export function clientReadme(api: Api, bundle: Bundle): string {
  const operations = listOperations(bundle)
  return `${markdownBanner}# @reportline/${api.name}-client

A client for the ${bundle.info.title}, version ${bundle.info.version}: one typed method for each operation, with rate limits,
retries, authorization and typed errors.

\`\`\`ts
${isSigned(bundle) ? signedProgram(api, bundle, operations) : tokenProgram(api, bundle, operations)}
\`\`\`
${isSigned(bundle) ? `\n${signedNote}` : ''}
A method takes one object with the operation's parameters and body fields, and a second with \`signal\`, \`deadline\`,
\`headers\` and \`limits\`. It gives the body of the answer; \`.withResponse()\` gives status, headers and request id as well.
\`client.raw\` is the openapi-fetch client.

## Operations

| method | call | usage plan |
|---|---|---|
${operations.map(operationRow).join('\n')}

${independent}`
}

const signedNote = `Amazon takes signed requests only: \`authorize\` signs each one before it leaves, a repeated one anew. The server must fit the
public key; the specification's README says which.
`

function signedProgram(api: Api, bundle: Bundle, operations: readonly LocatedOperation[]): string {
  const client = clientName(api)
  return `import { amazonPaySignature } from '@reportline/auth/amazon-pay'
import { ${client}, servers } from '@reportline/${api.name}-client'

const { authorize } = amazonPaySignature({
  publicKeyId: process.env.AMAZON_PAY_PUBLIC_KEY_ID ?? '',
  privateKey: process.env.AMAZON_PAY_PRIVATE_KEY ?? '',
  region: 'na',
})
const client = ${client}({ baseUrl: ${sampleServer(bundle)}, authorize })

${sampleCall(bundle, operations)}`
}

function tokenProgram(api: Api, bundle: Bundle, operations: readonly LocatedOperation[]): string {
  const client = clientName(api)
  return `import { loginWithAmazon } from '@reportline/auth'
import { ${client}, servers } from '@reportline/${api.name}-client'

const { authorize } = loginWithAmazon({
  credentials: {
    clientId: process.env.LWA_CLIENT_ID ?? '',
    clientSecret: process.env.LWA_CLIENT_SECRET ?? '',
    refreshToken: process.env.LWA_REFRESH_TOKEN ?? '',
  },
})
const client = ${client}({ baseUrl: ${sampleServer(bundle)}, authorize })

${sampleCall(bundle, operations)}`
}

function clientName(api: Api): string {
  return `create${api.pascalName}Client`
}

function sampleServer(bundle: Bundle): string {
  return `servers${property(bundle.servers?.find((one) => one['x-name'])?.['x-name'] ?? 'na')}`
}

function operationRow({ operation, method, path }: LocatedOperation): string {
  const limit = operation['x-rate-limit']
  const plan =
    typeof limit === 'object'
      ? `${limit.rate}/s, burst ${limit.burst}${limit.assumed ? ' (assumed)' : ''}`
      : 'not documented'
  return `| \`${operation.operationId}\` | \`${method.toUpperCase()} ${path}\` | ${plan} |`
}

/** The call of the first operation that has a valid example, with that example's values. */
function sampleCall(bundle: Bundle, operations: readonly LocatedOperation[]): string {
  for (const { operation } of operations) {
    const example = validExample(bundle, operation['x-request-examples'] ?? {})
    if (!example) continue
    const input = { ...example['x-parameters'], ...(example.value as object | undefined) }
    return `const answer = await client.${operation.operationId}(${toSource(input)})\nconsole.log(answer)`
  }
  return 'console.log(Object.keys(client))'
}

function validExample(bundle: Bundle, examples: Readonly<Record<string, unknown>>): RequestExample | undefined {
  return Object.values(examples)
    .map((one) => resolveReference<RequestExample>(bundle, one as RequestExample))
    .find((one) => !one['x-invalid'])
}

function property(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `['${name}']`
}
