import type { Bundle, Schema } from '../generate/bundle.ts'
import { type Difference, differenceOf, presenceDifference, unionOfKeys, type Value } from './difference.ts'
import { mergeSchema, nameOf, valueKeywords } from './merge-schema.ts'

/** A model and the specification that it is compared with. */
export interface Documents {
  readonly model: Bundle
  readonly specification: Bundle
}

/** Compares the schemas in one place of a model and of a specification. */
export type CompareSchemas = (at: string, model: Schema | undefined, specification: Schema | undefined) => Difference[]

/** Compares schemas wherever a document has them. */
export interface SchemaComparison {
  /**
   * Compares the schemas in one place. Where both refer to a named schema, only the names are compared. Where one has a name
   * and the other is written in place, their content is.
   */
  readonly compare: CompareSchemas
  /** Compares the named schemas: the content of those that both have, and the presence of those not compared in place. */
  readonly compareNamed: () => Difference[]
}

/** Creates the comparison of the schemas of two documents. */
export function schemaComparison(documents: Documents): SchemaComparison {
  /** The names of the model's schemas that the specification has in place or under another name. */
  const comparedInPlace = new Set<string>()

  const compare: CompareSchemas = (at, model, specification) => {
    if (!model || !specification) return presenceDifference(at, model, specification)
    const [theirs, ours] = [nameOf(model), nameOf(specification)]
    if (theirs !== undefined && ours !== undefined) return differenceOf(`${at}.schema`, theirs, ours)
    if (theirs !== undefined) comparedInPlace.add(theirs)
    return compareContent(at, model, specification)
  }

  function compareContent(at: string, theirs: Schema, ours: Schema): Difference[] {
    const model = mergeSchema(documents.model, theirs)
    const specification = mergeSchema(documents.specification, ours)
    return [
      ...valueKeywords.flatMap((keyword) =>
        differenceOf(`${at}.${keyword}`, singleOf(model[keyword]), singleOf(specification[keyword])),
      ),
      ...compareDeprecated(at, model, specification),
      ...compareEnums(at, model.enum, specification.enum),
      ...compareProperties(at, model, specification),
      ...compare(`${at}.items`, model.items, specification.items),
      ...compareAdditionalProperties(`${at}.additionalProperties`, model, specification),
      ...['anyOf', 'oneOf'].flatMap((keyword) =>
        compareAlternatives(`${at}.${keyword}`, model[keyword], specification[keyword]),
      ),
    ]
  }

  function compareProperties(at: string, model: Schema, specification: Schema): Difference[] {
    return unionOfKeys(model.properties, specification.properties).flatMap((name) => {
      const property = `${at}.properties.${name}`
      const [ours, theirs] = [specification.properties?.[name], model.properties?.[name]]
      return [
        ...compare(property, theirs, ours),
        ...(theirs && ours
          ? differenceOf(`${property}.required`, isRequired(model, name), isRequired(specification, name))
          : []),
      ]
    })
  }

  function compareAlternatives(at: string, model: unknown, specification: unknown): Difference[] {
    const [theirs, ours] = [model, specification].map((value) => (value as readonly Schema[] | undefined) ?? [])
    return unionOfKeys(theirs, ours).flatMap((index) =>
      compare(`${at}.${index}`, theirs?.[Number(index)], ours?.[Number(index)]),
    )
  }

  function compareAdditionalProperties(at: string, model: Schema, specification: Schema): Difference[] {
    const [theirs, ours] = [model.additionalProperties, specification.additionalProperties]
    if (typeof theirs === 'object' && typeof ours === 'object') return compare(at, theirs, ours)
    return differenceOf(at, describeAdditional(theirs), describeAdditional(ours))
  }

  function compareNamed(): Difference[] {
    const theirs = Object.entries(documents.model.components?.schemas ?? {})
    const ours = documents.specification.components?.schemas ?? {}
    const inBoth = theirs.flatMap(([name, schema]) => {
      const own = ours[name]
      return own ? compareContent(`schemas.${name}`, schema, own) : []
    })
    const missing = theirs.filter(([name]) => !ours[name] && !comparedInPlace.has(name))
    return [...inBoth, ...missing.flatMap(([name]) => presenceDifference(`schemas.${name}`, name, undefined))]
  }

  return { compare, compareNamed }
}

/** Swagger 2.0 cannot say that a schema is deprecated, so that a missing keyword in the model means nothing. */
export function compareDeprecated(at: string, model: object, specification: object): Difference[] {
  return isDeprecated(model) && !isDeprecated(specification) ? differenceOf(`${at}.deprecated`, true, undefined) : []
}

function isDeprecated(value: object): boolean {
  return 'deprecated' in value && value.deprecated === true
}

function compareEnums(at: string, model: Schema['enum'], specification: Schema['enum']): Difference[] {
  if (!model || !specification) return differenceOf(`${at}.enum`, model as Value, specification as Value)
  return unionOfKeys(countValues(model), countValues(specification)).flatMap((value) =>
    presenceDifference(`${at}.enum.${value}`, countValues(model)[value], countValues(specification)[value]),
  )
}

function countValues(values: readonly unknown[]): Record<string, true> {
  return Object.fromEntries(values.map((value) => [String(value), true]))
}

function describeAdditional(value: Schema['additionalProperties']): Value {
  if (value === undefined || value === true) return true
  return value === false ? false : 'schema'
}

function isRequired({ required }: Schema, name: string): boolean {
  return Array.isArray(required) && required.includes(name)
}

/** Writes a list of one type as that type. */
function singleOf(value: unknown): Value | undefined {
  return (Array.isArray(value) && value.length === 1 ? value[0] : value) as Value | undefined
}
