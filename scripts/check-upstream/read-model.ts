import { readFileSync } from 'node:fs'
import { upgrade } from '@scalar/openapi-upgrader'
import type { Bundle } from '../generate/bundle.ts'

/** A model that cannot be compared: the argument is wrong, not the specification. */
export class ModelError extends Error {
  override readonly name = 'ModelError'
}

/**
 * Reads a Swagger 2.0 model and converts it to OpenAPI 3.1, with its base path in the paths.
 *
 * @param path the path of the JSON file
 * @throws ModelError if the file cannot be read, or is not a Swagger 2.0 document with paths
 */
export function readModel(path: string): Bundle {
  const model = parseJson(path, readText(path))
  if (!isObject(model) || model.swagger !== '2.0' || !isObject(model.paths)) {
    throw new ModelError(`${path} is not a Swagger 2.0 document: it needs \`"swagger": "2.0"\` and \`paths\``)
  }
  const basePath = typeof model.basePath === 'string' ? model.basePath.replace(/\/$/, '') : ''
  // The converter's types allow what a Swagger 2.0 document never becomes.
  const document = upgrade(structuredClone(model), '3.1') as unknown as Bundle
  const paths = Object.entries(document.paths).map(([key, item]) => [`${basePath}${key}`, item] as const)
  return { ...document, paths: Object.fromEntries(paths) }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new ModelError(`${path} cannot be read`, { cause })
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ModelError(`${path} is not JSON`, { cause })
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
