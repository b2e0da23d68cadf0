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

Every schema of the specification is exported under its own name. \`operations\`, \`paths\` and \`components\` are the types of
the whole document. Enum types also accept other strings, because Amazon adds values without notice.
${client ? `\nTo call the API, use \`@reportline/${api.name}-client\`.\n` : ''}
## Schemas

${schemas.map((schema) => `- \`${schema}\``).join('\n')}

${independent}`
}

export function clientReadme(api: Api, bundle: Bundle): string {
  const operations = listOperations(bundle)
  return `${markdownBanner}# @reportline/${api.name}-client

A client for the ${bundle.info.title}, version ${bundle.info.version}. It has one typed method for each operation and handles
authorization, rate limits, retries and errors.

\`\`\`ts
${isSigned(bundle) ? signedProgram(api, bundle, operations) : tokenProgram(api, bundle, operations)}
\`\`\`
${isSigned(bundle) ? `\n${signedNote(api)}` : ''}
The first argument of a method is an object with the parameters of the operation and the fields of its request body. The
second has the options of the call, such as \`signal\`, \`deadline\`, \`headers\` and \`limits\`. A method returns the response body;
\`.withResponse()\` also returns the status, headers and request ID. \`client.raw\` is the underlying openapi-fetch client.

## Operations

| method | request | usage plan |
|---|---|---|
${operations.map(operationRow).join('\n')}

${independent}`
}

const signedNote = (
  api: Api,
) => `Amazon Pay requires signed requests. \`authorize\` signs each request, and signs it again for each retry. Choose the server that
matches your public key; see the README of \`@reportline/${api.name}-spec\`.
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

/** Returns the expression for a server in examples. */
export function sampleServer(bundle: Bundle): string {
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

/** Returns a call of the first operation that has a valid request example, with the values of that example. */
function sampleCall(bundle: Bundle, operations: readonly LocatedOperation[]): string {
  for (const { operation } of operations) {
    const example = validExample(bundle, operation['x-request-examples'] ?? {})
    if (!example) continue
    const input = { ...example['x-parameters'], ...(example.value as object | undefined) }
    return `const response = await client.${operation.operationId}(${toSource(input)})\nconsole.log(response)`
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
