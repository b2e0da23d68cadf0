import { compareOperations } from './compare-operations.ts'
import { type Documents, schemaComparison } from './compare-schemas.ts'
import { type Difference, differenceOf } from './difference.ts'

/**
 * Compares a model with a specification, both in OpenAPI 3.1: operations, rate limits, parameters, bodies, statuses, headers
 * and schemas. Descriptions, examples and tags are not compared.
 */
export function compareDocuments(documents: Documents): Difference[] {
  const { compare, compareNamed } = schemaComparison(documents)
  const { model, specification } = documents
  return [
    ...differenceOf('version', model.info.version, specification.info.version),
    ...compareOperations(documents, compare),
    ...compareNamed(),
  ]
}
