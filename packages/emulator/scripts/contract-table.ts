import type {
  ContractTable,
  OperationRow,
  ParameterLocation,
  ParameterRow,
  ResponseRow,
} from '../src/contract/compiled-contract.ts'
import { at, type Json, type JsonObject, object, resolve, token } from './json-pointer.ts'

/** The id that the document is registered under: every schema below points into it, nothing is copied out of it. */
export const documentId = 'document'

export interface Contract {
  readonly table: ContractTable
  /** Validator's name, as the table uses it → schema. */
  readonly schemas: ReadonlyMap<string, JsonObject>
}

const methods = ['get', 'post', 'put', 'patch', 'delete']
const locations: readonly ParameterLocation[] = ['path', 'query', 'header']

/**
 * Lists what the emulator needs of one bundled OpenAPI document: its operations, and the schemas to compile for them.
 *
 * @throws Error when the document uses something that the emulator could not enforce.
 */
export function contractTable(document: JsonObject): Contract {
  const schemas = new Map<string, JsonObject>()
  const names = new Map<string, string>()
  const add = (name: string, schema: JsonObject): string => {
    const text = JSON.stringify(schema)
    const known = names.get(text)
    if (known !== undefined) return known
    const identifier = name.replaceAll(/\W/g, '_')
    if (schemas.has(identifier)) throw new Error(`${identifier}: two validators would have this name`)
    names.set(text, identifier)
    schemas.set(identifier, schema)
    return identifier
  }
  const operations = Object.entries(object(document.paths)).flatMap(([path, item]) =>
    methods
      .filter((method) => method in object(item))
      .map((method) => operationRow({ document, add, path, method, holder: `#/paths/${token(path)}` })),
  )
  const definitions = Object.entries(object(object(document.components ?? {}).schemas ?? {})).map(([name, schema]) => {
    const validate = add(`schema_${name}`, reference(`#/components/schemas/${token(name)}`))
    return [name, { validate, properties: Object.keys(object(object(schema).properties ?? {})) }]
  })
  return { table: { operations, definitions: Object.fromEntries(definitions) }, schemas }
}

interface Place {
  readonly document: JsonObject
  /** Notes a schema to compile and returns its validator's name: equal schemas share one. */
  readonly add: (name: string, schema: JsonObject) => string
  readonly path: string
  readonly method: string
  /** Pointer to the path item. */
  readonly holder: string
}

function operationRow(place: Place): OperationRow {
  const { document, add, path, method, holder } = place
  const pointer = `${holder}/${method}`
  const operation = object(at(document, pointer))
  const id = String(operation.operationId)
  const parameters = [holder, pointer].flatMap((owner) => parametersOf(document, owner))
  const validatorOf = (location: ParameterLocation): string =>
    add(`${id}_${location}`, membersSchema(parameters.filter(({ row }) => row.in === location)))
  return {
    id,
    method: method.toUpperCase(),
    path,
    ...planOf(operation['x-rate-limit']),
    ...scopeOf(document, operation.security),
    parameters: parameters.map(({ row }) => row),
    validate: { path: validatorOf('path'), query: validatorOf('query'), header: validatorOf('header') },
    ...bodyRow(place, pointer, id),
    responses: responseRows(place, pointer, id),
  }
}

/** `none` is written where no plan is documented. */
function planOf(plan: Json | undefined): Pick<OperationRow, 'rate' | 'burst'> {
  return plan === undefined || plan === 'none'
    ? {}
    : { rate: Number(object(plan).rate), burst: Number(object(plan).burst) }
}

/** A grantless operation names a security scheme that says the scope of its token. */
function scopeOf(document: JsonObject, security: Json = []): Pick<OperationRow, 'scope'> {
  const requirements = Array.isArray(security) ? security : []
  const [scope] = requirements
    .flatMap((requirement) => Object.keys(object(requirement)))
    .map((name) => object(at(document, `/components/securitySchemes/${token(name)}`))['x-scope'])
    .filter((value) => value !== undefined)
  return scope === undefined ? {} : { scope: String(scope) }
}

interface Member {
  readonly name: string
  readonly required: boolean
  /** Where its schema stands. */
  readonly pointer: string
}

function parametersOf(document: JsonObject, holder: string): (Member & { readonly row: ParameterRow })[] {
  const list = object(at(document, holder)).parameters
  if (!Array.isArray(list)) return []
  return list.map((_, index) => {
    const [found, value] = resolve(document, `${holder}/parameters/${index}`)
    const row = parameterRow(document, `${found}/schema`, value)
    return { name: row.name, required: value.required === true, pointer: `${found}/schema`, row }
  })
}

function parameterRow(document: JsonObject, pointer: string, parameter: JsonObject): ParameterRow {
  const name = String(parameter.name)
  const location = locations.find((known) => known === parameter.in)
  if (location === undefined) throw new Error(`${name}: parameters in ${String(parameter.in)} are not supported`)
  const [found, schema] = resolve(document, pointer)
  const row = { name, in: location, ...('default' in schema ? { default: schema.default } : {}) }
  if (schema.type !== 'array') return { ...row, type: String(schema.type) }
  const style = parameter.style ?? (location === 'query' ? 'form' : 'simple')
  const separated = style === 'simple' || (style === 'form' && parameter.explode === false)
  if (!separated) throw new Error(`${name}: only comma-separated arrays are supported`)
  const [, items] = resolve(document, `${found}/items`)
  return { ...row, type: 'array', items: String(items.type) }
}

function bodyRow({ document, add }: Place, pointer: string, id: string): Pick<OperationRow, 'body'> {
  if (object(at(document, pointer)).requestBody === undefined) return {}
  const [found, body] = resolve(document, `${pointer}/requestBody`)
  return { body: { required: body.required === true, validate: contentRow(add, found, body, `${id}_body`) } }
}

function responseRows({ document, add }: Place, pointer: string, id: string): Record<string, ResponseRow> {
  const statuses = Object.keys(object(object(at(document, pointer)).responses))
  return Object.fromEntries(
    statuses.map((status) => {
      const [found, response] = resolve(document, `${pointer}/responses/${status}`)
      const headers = Object.keys(object(response.headers ?? {})).map((name) => {
        const [header, value] = resolve(document, `${found}/headers/${token(name)}`)
        const member = { name: name.toLowerCase(), required: value.required === true, pointer: `${header}/schema` }
        return { ...member, sent: value.deprecated !== true }
      })
      const validateHeaders = add(`${id}_${status}_headers`, membersSchema(headers))
      const validate = contentRow(add, found, response, `${id}_${status}`)
      const sent = headers.filter((header) => header.sent).map(({ name }) => name)
      return [status, { headers: sent, validateHeaders, validate }]
    }),
  )
}

function contentRow(add: Place['add'], found: string, holder: JsonObject, name: string): Record<string, string> {
  const types = Object.keys(object(holder.content ?? {}))
  return Object.fromEntries(
    types.map((type) => [type, add(`${name}_${type}`, reference(`${found}/content/${token(type)}/schema`))]),
  )
}

function membersSchema(members: readonly Member[]): JsonObject {
  return {
    type: 'object',
    properties: Object.fromEntries(members.map(({ name, pointer }) => [name, reference(pointer)])),
    required: members.filter(({ required }) => required).map(({ name }) => name),
  }
}

function reference(pointer: string): JsonObject {
  return { $ref: `${documentId}${pointer}` }
}
