import { join } from 'node:path'
import { listApis, readBundle, workspace } from '../apis.ts'
import { compareDocuments } from './compare-documents.ts'
import { type Explanation, explainDifferences, readDeviations } from './deviations.ts'
import { findApi, type SpecifiedApi } from './find-api.ts'
import { readModel } from './read-model.ts'

/** The result of a comparison. */
export interface UpstreamCheck extends Explanation {
  readonly api: SpecifiedApi
}

/**
 * Compares a Swagger 2.0 model of Amazon with the bundled specification of the same API.
 *
 * @param path the path of the model
 * @param options `api`: the name in redocly.yaml, by default the API that shares the most paths with the model;
 *   `root`: the workspace's folder
 * @throws ModelError if the model cannot be read, or if there is no specification to compare it with
 */
export function checkUpstream(path: string, options: { api?: string | undefined; root?: string } = {}): UpstreamCheck {
  const { root = workspace } = options
  const model = readModel(path)
  const apis = listApis(root).map((api) => ({ ...api, bundle: readBundle(api, root) }))
  const api = findApi(model, apis, options.api)
  const differences = compareDocuments({ model, specification: api.bundle })
  return { api, ...explainDifferences(differences, readDeviations(join(root, api.directory, 'deviations'))) }
}
