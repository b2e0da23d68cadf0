import type { Api } from '../apis.ts'
import { banner } from './banner.ts'
import type { Bundle, LocatedOperation, OperationObject, Parameter, RequestExample, Schema } from './bundle.ts'
import { listOperations, resolveReference } from './bundle.ts'
import { sampleServer } from './readme.ts'
import { keyToSource, toSource } from './to-source.ts'
import { tsdoc, tsdocTag } from './tsdoc.ts'

/** Generates the sources of an API's client package. Returns file contents by path in `src/generated/`. */
export function generateClient(api: Api, bundle: Bundle): Map<string, string> {
  const operations = listOperations(bundle)
  return new Map([
    ['operations.ts', banner + operationsSource(bundle, operations)],
    ['client.ts', banner + clientSource(api, bundle, operations)],
    ['index.ts', banner + indexSource(api)],
  ])
}

function operationsSource(bundle: Bundle, operations: readonly LocatedOperation[]): string {
  const entries = operations.map((located) => {
    return `  ${located.operation.operationId}: ${toSource(boundOperation(bundle, located), '  ')},`
  })
  const servers = (bundle.servers ?? []).map(({ url, description, 'x-name': name }) => {
    if (!name) throw new Error(`servers: ${url} has no x-name. Add one, such as na`)
    return `${tsdoc([description], '  ')}  ${keyToSource(name)}: ${toSource(url)},`
  })
  return [
    "import type { BoundOperation } from '@reportline/request'\n",
    '/** The base URLs of the API, by server name. */',
    `export const servers = {\n${servers.join('\n')}\n} as const\n`,
    '/** The method, path, usage plan and parameters of each operation. */',
    `export const operations = {\n${entries.join('\n')}\n} as const satisfies Record<string, BoundOperation>\n`,
  ].join('\n')
}

function boundOperation(bundle: Bundle, located: LocatedOperation): Record<string, unknown> {
  const { path, method, operation, parameters } = located
  const limit = operation['x-rate-limit']
  const names = (location: string) => parameters.filter((one) => one.in === location).map((one) => one.name)
  const parameterNames = Object.fromEntries(
    ['path', 'query', 'header'].map((location) => [location, names(location)]).filter(([, found]) => found?.length),
  )
  const body = bodyForm(bundle, located)
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    ...(typeof limit === 'object' && { rate: limit.rate, burst: limit.burst }),
    idempotent: operation['x-idempotent'] ?? ['get', 'head', 'put', 'delete'].includes(method),
    ...scopeOf(bundle, operation),
    ...sandboxInputOf(bundle, operation),
    parameters: parameterNames,
    ...(body && { body }),
  }
}

/** Returns the scope of a grantless operation: the `x-scope` of its security scheme. */
export function scopeOf(bundle: Bundle, { security = [] }: OperationObject): { scope?: string } {
  const schemes = security.flatMap((requirement) => Object.keys(requirement))
  const scopes = schemes.map((name) => bundle.components?.securitySchemes?.[name] as { 'x-scope'?: string } | undefined)
  const scope = scopes.map((scheme) => scheme?.['x-scope']).find((one) => one !== undefined)
  return scope === undefined ? {} : { scope }
}

/** Returns the request that the static sandbox accepts, which is the example `<operationId>.static-sandbox`. */
function sandboxInputOf(bundle: Bundle, operation: OperationObject): { sandboxInput?: object } {
  const reference = operation['x-request-examples']?.[`${operation.operationId}.static-sandbox`]
  if (reference === undefined) return {}
  const { value, 'x-parameters': parameters } = resolveReference<RequestExample>(bundle, reference)
  return { sandboxInput: { ...parameters, ...(value as object | undefined) } }
}

/**
 * Returns how a method accepts the request body: `fields` if the body fields are part of the input object, `whole` if the
 * body is its `body` property. The latter applies if a field has the name of a parameter, or if the body is not an object
 * with known fields.
 */
export function bodyForm(bundle: Bundle, { operation, parameters }: LocatedOperation): 'fields' | 'whole' | undefined {
  if (!operation.requestBody) return undefined
  const schema = resolveReference(bundle, operation.requestBody).content['application/json']?.schema
  const fields = schema && fieldsOf(bundle, schema)
  if (!fields || parameters.some((parameter) => fields.includes(parameter.name))) return 'whole'
  return 'fields'
}

function fieldsOf(bundle: Bundle, schema: Schema): string[] | undefined {
  const { type, properties, oneOf, anyOf, allOf } = resolveReference<Schema>(bundle, schema)
  return type === 'object' && properties && !oneOf && !anyOf && !allOf ? Object.keys(properties) : undefined
}

function clientSource(api: Api, bundle: Bundle, operations: readonly LocatedOperation[]): string {
  const name = `${api.pascalName}Client`
  const inputs = new Set(operations.map((located) => inputType(bundle, located)))
  const methods = operations.map((located) => methodSource(bundle, located))
  const bindings = operations.map(({ operation: { operationId } }) => {
    return `    ${operationId}: bindOperation(request, raw.request, operations.${operationId}),`
  })
  return `import {
  authorizedFetch,
  bindOperation,
  type Call,
  type CallOptions,
  createRequest,
${[...inputs]
  .sort()
  .map((input) => `  type ${input},\n`)
  .join('')}  type Output,
  type RequestOptions,
} from '@reportline/request'
import type { operations as Operations, paths } from '@reportline/${api.name}-types'
import createFetchClient, { type Client } from 'openapi-fetch'
import { operations } from './operations.ts'

/** Options of {@link create${name}}. */
export interface ${name}Options extends RequestOptions {
  /** The base URL of the API: one of {@link servers}, or another one, such as that of an emulator. */
  readonly baseUrl: string
}

${tsdoc([`A client for the ${bundle.info.title}, version ${bundle.info.version}, with one method for each operation.`])}export interface ${name} {
${methods.join('\n')}
  /**
   * The underlying openapi-fetch client, for requests that the methods do not support. It authorizes requests, but does not
   * limit their rate, retry them or throw an \`ApiError\`.
   */
  readonly raw: Client<paths>
}

/**
 * Creates a client. All methods share one rate limiter, and authorize and retry their requests.
 *
 * @param options the base URL, and options for authorization, rate limits and retries
 * @returns the client
 * @throws TypeError if an option is invalid
 * @example
 * const client = create${name}({ baseUrl: ${sampleServer(bundle)}, authorize })
 */
export function create${name}(options: ${name}Options): ${name} {
  const raw = createFetchClient<paths>({
    baseUrl: options.baseUrl,
    fetch: authorizedFetch(options),
    querySerializer: { array: { style: 'form', explode: false } },
  })
  const request = createRequest({ ...options, quota: options.quota ?? options.baseUrl })
  return {
${bindings.join('\n')}
    raw,
  }
}
`
}

function inputType(bundle: Bundle, located: LocatedOperation): 'Input' | 'NestedInput' {
  return bodyForm(bundle, located) === 'whole' ? 'NestedInput' : 'Input'
}

function methodSource(bundle: Bundle, located: LocatedOperation): string {
  const { operation, parameters } = located
  const id = operation.operationId
  const optional = parameters.some((one) => one.required) || bodyRequired(bundle, located) ? '' : '?'
  const input = `${inputType(bundle, located)}<Operations['${id}']>`
  const comment = tsdoc(
    [
      operation.summary,
      operation.description,
      usagePlan(located),
      [
        inputTag(bundle, located),
        tsdocTag('param', 'options the signal, deadline, headers and rate limits of this call'),
        tsdocTag('returns', 'the response body; call `.withResponse()` on it for status and headers as well'),
        tsdocTag('throws', 'ApiError with code `API_ERROR` if Amazon responds with a status other than 2xx'),
        tsdocTag('throws', 'RequestError with another code if there is no valid response'),
      ].join('\n'),
      operation.deprecated
        ? tsdocTag('deprecated', 'The specification marks this operation as deprecated.')
        : undefined,
    ],
    '  ',
  )
  return `${comment}  ${id}(input${optional}: ${input}, options?: CallOptions): Call<Output<Operations['${id}']>>\n`
}

function bodyRequired(bundle: Bundle, { operation }: LocatedOperation): boolean {
  return operation.requestBody !== undefined && resolveReference(bundle, operation.requestBody).required === true
}

function usagePlan({ operation }: LocatedOperation): string | undefined {
  const limit = operation['x-rate-limit']
  if (typeof limit !== 'object') return undefined
  const requests = limit.rate === 1 ? 'request' : 'requests'
  return `Usage plan: ${limit.rate} ${requests} per second, burst ${limit.burst}${limit.assumed ? ' (assumed)' : ''}.`
}

/** Documents the input of a method, with one line for each parameter. */
function inputTag(bundle: Bundle, located: LocatedOperation): string {
  const body = { fields: ['the fields of the request body'], whole: ['the request body as `body`'], none: [] }
  const parts = [
    ...(located.parameters.length > 0 ? ['the parameters'] : []),
    ...body[bodyForm(bundle, located) ?? 'none'],
  ]
  const summary = tsdocTag('param', `input ${parts.join(' and ') || 'no fields'}`)
  return [summary, ...located.parameters.map(parameterLine)].join('\n')
}

function parameterLine({ name, description, required }: Parameter): string {
  return `  - \`${name}\`${required ? '' : ' (optional)'}: ${(description ?? '').replaceAll(/\s+/g, ' ').trim()}`
}

function indexSource(api: Api): string {
  const name = `${api.pascalName}Client`
  return `export { create${name}, type ${name}, type ${name}Options } from './client.ts'
export { operations, servers } from './operations.ts'
`
}
