import type {
  ContractTable,
  OperationRow,
  ParameterLocation,
  ParameterRow,
  ResponseRow,
} from '../src/contract/compiled-contract.ts'
import type { Shape } from '../src/contract/shape.ts'
import { at, type Json, type JsonObject, object, resolve, token } from './json-pointer.ts'
import { shapeOf } from './shape.ts'

/** The id under which the document is registered. All schemas reference it, and none is copied. */
export const documentId = 'document'

/** What to compile for an API. */
export interface ContractSource {
  readonly table: ContractTable
  /** Name of the validator in the table → schema. */
  readonly schemas: ReadonlyMap<string, JsonObject>
}

const methods = ['get', 'post', 'put', 'patch', 'delete']
const locations: readonly ParameterLocation[] = ['path', 'query', 'header']

/**
 * Extracts the operations of a bundled OpenAPI document and the schemas to compile for them.
 *
 * @throws Error if the document uses a feature that the emulator cannot enforce.
 */
export function contractTable(document: JsonObject): ContractSource {
  const { schemas, add } = schemaCollector()
  const operations = Object.entries(object(document.paths)).flatMap(([path, item]) =>
    methods
      .filter((method) => method in object(item))
      .map((method) => operationRow({ document, add, path, method, pathItem: `#/paths/${token(path)}` })),
  )
  const definitions = Object.entries(object(object(document.components ?? {}).schemas ?? {})).map(([name, schema]) => {
    const validate = add(`schema_${name}`, reference(`#/components/schemas/${token(name)}`))
    return [name, { validate, shape: shapeOf(document, object(schema)) }]
  })
  return { table: { operations, definitions: Object.fromEntries(definitions) }, schemas }
}

/** Collects schemas under the names of their validators. Equal schemas share one validator. */
function schemaCollector() {
  const schemas = new Map<string, JsonObject>()
  const names = new Map<string, string>()
  const add = (name: string, schema: JsonObject): string => {
    const json = JSON.stringify(schema)
    const known = names.get(json)
    if (known !== undefined) return known
    const identifier = name.replaceAll(/\W/g, '_')
    if (schemas.has(identifier)) throw new Error(`Two validators would have the name ${identifier}`)
    names.set(json, identifier)
    schemas.set(identifier, schema)
    return identifier
  }
  return { schemas, add }
}

interface OperationSource {
  readonly document: JsonObject
  /** Adds a schema to compile. Returns the name of its validator, which equal schemas share. */
  readonly add: (name: string, schema: JsonObject) => string
  readonly path: string
  readonly method: string
  /** Pointer to the path item. */
  readonly pathItem: string
}

function operationRow(source: OperationSource): OperationRow {
  const { document, add, path, method, pathItem } = source
  const pointer = `${pathItem}/${method}`
  const operation = object(at(document, pointer))
  const id = String(operation.operationId)
  const parameters = [pathItem, pointer].flatMap((owner) => parametersOf(document, owner))
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
    ...bodyRow(source, pointer, id),
    responses: responseRows(source, pointer, id),
  }
}

/** The value is `none` if no plan is documented. */
function planOf(plan: Json | undefined): Pick<OperationRow, 'rate' | 'burst'> {
  return plan === undefined || plan === 'none'
    ? {}
    : { rate: Number(object(plan).rate), burst: Number(object(plan).burst) }
}

/** The security scheme of a grantless operation contains the scope of its token. */
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
  /** JSON pointer to its schema. */
  readonly pointer: string
}

function parametersOf(document: JsonObject, owner: string): (Member & { readonly row: ParameterRow })[] {
  const list = object(at(document, owner)).parameters
  if (!Array.isArray(list)) return []
  return list.map((_, index) => {
    const [found, value] = resolve(document, `${owner}/parameters/${index}`)
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

function bodyRow({ document, add }: OperationSource, pointer: string, id: string): Pick<OperationRow, 'body'> {
  if (object(at(document, pointer)).requestBody === undefined) return {}
  const [found, body] = resolve(document, `${pointer}/requestBody`)
  const shape = Object.entries(object(body.content ?? {})).map(([type, content]): [string, Shape] => [
    type,
    shapeOf(document, object(object(content).schema)),
  ])
  const validate = contentRow(add, found, body, `${id}_body`)
  return { body: { required: body.required === true, validate, shape: Object.fromEntries(shape) } }
}

function responseRows({ document, add }: OperationSource, pointer: string, id: string): Record<string, ResponseRow> {
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

function contentRow(
  add: OperationSource['add'],
  found: string,
  owner: JsonObject,
  name: string,
): Record<string, string> {
  const types = Object.keys(object(owner.content ?? {}))
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
