import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@reportline/emulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workspace } from '../../../scripts/apis.ts'
import { run } from '../../../scripts/run.ts'
import { extractPrograms } from '../src/docs-code/extract-programs.ts'

const folder = join(import.meta.dirname, '../.docs-code')
const tsc = join(workspace, 'node_modules/typescript7/bin/tsc')

const programs = globSync(['*.md', 'packages/*/README.md', 'specs/*/README.md'], { cwd: workspace })
  .sort()
  .flatMap((document) => {
    const markdown = readFileSync(join(workspace, document), 'utf8')
    return extractPrograms(markdown).map(({ line, source }) => {
      const file = join(folder, `${document.replaceAll(/[/.]/g, '-')}-${line}.ts`)
      return { place: `${document}:${line}`, file, source }
    })
  })

let emulator: Emulator
beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  for (const { file, source } of programs) writeFileSync(file, source)
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig/base.json', include: ['*.ts'] }),
  )
  emulator = await startEmulator()
})
afterAll(async () => {
  await emulator.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('the code in the documents', () => {
  it('compiles', async () => {
    const { output } = await run('node', [tsc, '-p', folder])
    expect(output).toBe('')
  }, 60_000)

  it.each(programs)(
    'runs: $place',
    async ({ place, file }) => {
      const { code, output } = await run(
        'node',
        ['--import', join(import.meta.dirname, '../src/docs-code/preload.ts'), file],
        {
          cwd: folder,
          env: environment(place),
        },
      )
      expect(code, output).toBe(0)
    },
    30_000,
  )
})

function environment(place: string): Record<string, string> {
  const { business, sellingPartner } = emulator.credentials
  const { clientId, clientSecret, refreshToken } = place.includes('business') ? business : sellingPartner
  return {
    REPORTLINE_EMULATOR: emulator.url,
    LWA_CLIENT_ID: clientId,
    LWA_CLIENT_SECRET: clientSecret,
    LWA_REFRESH_TOKEN: refreshToken,
  }
}
