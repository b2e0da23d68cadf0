import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { workspace } from '../apis.ts'
import { run } from '../run.ts'
import type { PackedPackage } from './pack-all.ts'

/**
 * Installs the tarballs with npm into a fresh project, imports and type-checks every entry, and runs the consumer program.
 *
 * @param folder a folder outside the workspace
 * @returns what failed, with the output of the failing command
 */
export async function checkInstalled(packed: readonly PackedPackage[], folder: string): Promise<string[]> {
  const project = join(folder, 'project')
  mkdirSync(project)
  cpSync(join(import.meta.dirname, 'consumer'), project, { recursive: true })
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest(packed)))
  writeFileSync(join(project, 'imports.ts'), importsSource(packed))
  const steps: [string, string[]][] = [
    ['npm', ['install', '--no-audit', '--no-fund', '--loglevel=error']],
    ['node', [join(workspace, 'node_modules/typescript/lib/tsc.js'), '-p', '.']],
    ['node', ['imports.ts']],
    ['node', ['consumer.ts']],
    ['node_modules/.bin/reportline', ['--version']],
  ]
  for (const [command, args] of steps) {
    const { code, output } = await run(command, args, { cwd: project })
    if (code !== 0) return [`${command} ${args.join(' ')} failed in a fresh project:\n${output}`]
  }
  return []
}

function manifest(packed: readonly PackedPackage[]): object {
  const { devDependencies } = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>
  }
  return {
    private: true,
    type: 'module',
    dependencies: Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`])),
    // The packages depend on each other. Those versions are not published yet, so the tarballs replace them.
    overrides: Object.fromEntries(packed.map(({ name }) => [name, `$${name}`])),
    devDependencies: { '@types/node': devDependencies['@types/node'] },
  }
}

/** Returns the source of a module that imports every entry of every package, by name and with its types. */
function importsSource(packed: readonly PackedPackage[]): string {
  const entries = packed.flatMap(({ name, manifest: { exports = {} } }) =>
    Object.keys(exports)
      .filter((entry) => !entry.includes('*') && entry !== './package.json')
      .map((entry) => name + entry.slice(1)),
  )
  const imports = entries.map((entry, index) => {
    const json = entry.endsWith('-spec') ? " with { type: 'json' }" : ''
    return json ? `import entry${index} from '${entry}'${json}` : `import * as entry${index} from '${entry}'`
  })
  const values = entries.map((entry, index) => `  '${entry}': entry${index},`)
  return `${imports.join('\n')}\n\nfor (const [name, entry] of Object.entries({\n${values.join('\n')}\n})) {
  if (typeof entry !== 'object') throw new Error(\`\${name} is not a module\`)
}\n`
}
