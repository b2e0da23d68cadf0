import type { Api } from '../apis.ts'
import { type Bundle, listOperations } from '../generate/bundle.ts'
import { ModelError } from './read-model.ts'

/** An API with its bundled specification. */
export interface SpecifiedApi extends Api {
  readonly bundle: Bundle
}

/**
 * Returns the API that a model describes: the named one, or the one that shares the most paths with the model.
 *
 * @throws ModelError if there is no API of that name, or if none shares a path with the model
 */
export function findApi(model: Bundle, apis: readonly SpecifiedApi[], name?: string): SpecifiedApi {
  const names = apis.map((api) => api.name).join(', ')
  if (name !== undefined) {
    const named = apis.find((api) => api.name === name)
    if (!named) throw new ModelError(`--api ${name}: there is no such API. Use one of: ${names}`)
    return named
  }
  const [best] = apis
    .map((api) => ({ api, shared: countSharedPaths(model, api.bundle) }))
    .sort((left, right) => right.shared - left.shared)
  if (!best?.shared) throw new ModelError(`No specification has a path of the model. Pass --api with one of: ${names}`)
  return best.api
}

function countSharedPaths(model: Bundle, bundle: Bundle): number {
  const paths = new Set(listOperations(bundle).map(({ path }) => normalizePath(path)))
  return Object.keys(model.paths).filter((path) => paths.has(normalizePath(path))).length
}

/** Removes the names of the parameters from a path. */
export function normalizePath(path: string): string {
  return path.replace(/\{[^}]*\}/g, '{}')
}
