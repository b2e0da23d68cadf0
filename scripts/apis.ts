import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parse } from 'yaml'
import type { Bundle } from './generate/bundle.ts'

/** The folder of the workspace, absolute. */
export const workspace: string = resolve(import.meta.dirname, '..')

/** The folder of the generated packages, relative to the workspace. */
export const generatedFolder = 'packages/generated'

/** An API that is listed under `apis` in redocly.yaml. */
export interface Api {
  /** The name in redocly.yaml, for instance `selling-partner-reports`. */
  readonly name: string
  /** The folder of the specification, relative to the workspace. */
  readonly directory: string
  /** The name in Pascal case, for instance `SellingPartnerReports`. */
  readonly pascalName: string
}

/**
 * Reads the list of APIs.
 *
 * @param root the workspace's folder
 * @throws Error if redocly.yaml is missing, or if the `root` of an entry is not in `specs/<name>/`
 */
export function listApis(root: string = workspace): Api[] {
  const config = parse(readFileSync(join(root, 'redocly.yaml'), 'utf8')) as { apis?: Record<string, { root?: string }> }
  return Object.entries(config.apis ?? {})
    .filter(([, entry]) => entry.root?.endsWith('openapi.yaml'))
    .map(([name, entry]) => {
      const directory = dirname(entry.root ?? '')
      if (directory !== `specs/${name}`) {
        throw new Error(`redocly.yaml: apis.${name}.root must be specs/${name}/openapi.yaml, not ${entry.root}`)
      }
      return { name, directory, pascalName: pascalCase(name) }
    })
}

/**
 * Reads the bundled specification of an API.
 *
 * @throws Error if it has not been bundled yet
 */
export function readBundle(api: Api, root: string = workspace): Bundle {
  const path = join(root, api.directory, 'dist', `${api.name}.json`)
  if (!existsSync(path)) throw new Error(`${path} does not exist. Bundle the specifications first: pnpm bundle`)
  return JSON.parse(readFileSync(path, 'utf8')) as Bundle
}

function pascalCase(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}
