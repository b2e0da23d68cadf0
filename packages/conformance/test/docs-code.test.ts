import { globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@reportline/emulator'
import { workspace } from '@reportline/scripts/apis'
import { listPublicPackages } from '@reportline/scripts/packages'
import { run } from '@reportline/scripts/run'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { payPrivateKey } from '../src/amazon-pay/pay-private-key.ts'
import { extractPrograms } from '../src/docs-code/extract-programs.ts'
import { sampleFixtures } from '../src/docs-code/sample-fixtures.ts'

const folder = join(import.meta.dirname, '../.docs-code')
const tsc = join(workspace, 'node_modules/typescript7/bin/tsc')

const programs = globSync(['*.md', 'packages/*/README.md', 'packages/generated/*/README.md', 'specs/*/README.md'], {
  cwd: workspace,
})
  .sort()
  .flatMap((document) => {
    const markdown = readFileSync(join(workspace, document), 'utf8')
    return extractPrograms(markdown).map(({ line, source }) => {
      const file = join(folder, `${document.replaceAll(/[/.]/g, '-')}-${line}.ts`)
      return { path: `${document}:${line}`, document, file, source }
    })
  })

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  linkPackages()
  for (const { file, source } of programs) writeFileSync(file, source)
  const settings = { extends: '../../tsconfig/base.json', include: ['*.ts'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the programs in the Markdown documents', () => {
  it('compile', async () => {
    const { output } = await run('node', [tsc, '-p', folder])
    expect(output).toBe('')
  }, 60_000)

  it.concurrent.each(programs)('run: $path', async ({ document, file }) => {
    await using emulator = await startEmulator({ pay: { privateKey: payPrivateKey() }, publicUrl: documentsUrl })
    emulator.addFixtures(sampleFixtures(document) ?? {})
    const { code, output } = await run('node', ['--import', '@reportline/conformance/preload', file], {
      cwd: folder,
      env: environment(emulator, document),
    })
    expect(code, output).toBe(0)
  })
})

/** Links every public package, so that a program can import each of them by name. */
function linkPackages(): void {
  mkdirSync(join(folder, 'node_modules/@reportline'), { recursive: true })
  for (const one of listPublicPackages()) symlinkSync(one.folder, join(folder, 'node_modules', one.name))
}

/** The accounts download documents from hosts of Amazon only. The preloaded module redirects these to the emulator. */
const documentsUrl = 'https://documents.s3.amazonaws.com'

function environment({ url, credentials }: Emulator, document: string): Record<string, string> {
  const { business, pay, sellingPartner } = credentials
  const { clientId, clientSecret, refreshToken } = document.includes('business') ? business : sellingPartner
  return {
    REPORTLINE_EMULATOR: url,
    LWA_CLIENT_ID: clientId,
    LWA_CLIENT_SECRET: clientSecret,
    LWA_REFRESH_TOKEN: refreshToken,
    AMAZON_PAY_PUBLIC_KEY_ID: pay.publicKeyId,
    AMAZON_PAY_PRIVATE_KEY: pay.privateKey,
  }
}
