/**
 * Compiles the contract of every API that this package depends on (`@reportline/<api>-spec`) into `validators/<api>.js`:
 * plain functions that need no ajv at run time.
 */
import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import formats from 'ajv-formats'
import { rolldown } from 'rolldown'
import { contractTable, documentId } from './contract-table.ts'
import { withDiscriminators } from './discriminators.ts'
import { withFurtherValues } from './further-values.ts'
import type { Json, JsonObject } from './json-pointer.ts'

const target = new URL('../validators/', import.meta.url)
const require = createRequire(import.meta.url)

rmSync(target, { recursive: true, force: true })
await Promise.all(apis().map(compile))

function apis(): string[] {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  const { devDependencies } = JSON.parse(manifest) as { devDependencies: Record<string, string> }
  return Object.keys(devDependencies).flatMap((name) => /^@reportline\/(.+)-spec$/.exec(name)?.[1] ?? [])
}

async function compile(api: string): Promise<void> {
  const specification = withoutExamples(require(`@reportline/${api}-spec`) as JsonObject) as JsonObject
  const document = withDiscriminators(withFurtherValues(api, specification))
  const { table, schemas } = contractTable(document)
  const code = { source: true, esm: true }
  const ajv = new Ajv2020({ allErrors: true, strict: true, inlineRefs: false, discriminator: true, code })
  formats.default(ajv)
  ajv.addVocabulary([...new Set([...Object.keys(document), ...extensions(document)])])
  ajv.addSchema(document, documentId)
  for (const [name, schema] of schemas) ajv.addSchema(schema, name)
  const names = Object.fromEntries([...schemas.keys()].map((name) => [name, name]))
  await bundle(api, {
    entry: `export * as validators from 'validators'\nexport const table = ${JSON.stringify(table)}\n`,
    validators: standalone.default(ajv, names),
  })
}

/** The emulator must not be able to read an answer out of the specification, so examples do not get this far. */
function withoutExamples(value: Json, keysAreNames = false): Json {
  if (Array.isArray(value)) return value.map((item: Json) => withoutExamples(item))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value as JsonObject).filter(([key]) => keysAreNames || !/^(x-.*)?examples?$/.test(key))
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutExamples(inner, key === 'properties')]))
}

function extensions(value: Json): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [...(key.startsWith('x-') ? [key] : []), ...extensions(inner)])
}

/** ajv's code asks for its helpers with `require`; bundled, each contract is one ES module without imports. */
async function bundle(api: string, modules: Readonly<Record<string, string>>): Promise<void> {
  const build = await rolldown({
    input: 'entry',
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    platform: 'node',
    plugins: [
      {
        name: 'modules-in-memory',
        resolveId: (id) => (id in modules ? id : null),
        load: (id) => modules[id] ?? null,
      },
    ],
  })
  await build.write({ file: fileURLToPath(new URL(`${api}.js`, target)), format: 'esm', minify: true })
  await build.close()
}
