import { readFileSync } from 'node:fs'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { run } from '../run.ts'
import type { PackedPackage } from './pack-all.ts'

/**
 * Looks at a tarball as publint and attw do, and at what a reader of the package needs in it.
 *
 * @returns one line for each finding
 */
export async function checkTarball(packed: PackedPackage): Promise<string[]> {
  const findings = [...(await checkWithPublint(packed)), ...(await checkTypes(packed)), ...(await checkFiles(packed))]
  return findings.map((finding) => `${packed.name}: ${finding}`)
}

async function checkWithPublint({ tarball, manifest }: PackedPackage): Promise<string[]> {
  const bytes = readFileSync(tarball)
  const tarballBuffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  const { messages } = await publint({
    pack: { tarball: tarballBuffer },
    level: 'warning',
    strict: true,
  })
  return messages.map((message) => `publint: ${formatMessage(message, manifest) ?? message.code}`)
}

/** Specifications are JSON and YAML, and the command is a bin: only packages with types are attw's matter. */
async function checkTypes({ tarball, manifest }: PackedPackage): Promise<string[]> {
  if (!JSON.stringify(manifest.exports ?? {}).includes('"types"')) return []
  const { code, output } = await run('attw', [tarball, '--profile', 'esm-only', '--no-color', '--no-emoji'])
  return code === 0 ? [] : [`attw: ${output}`]
}

async function checkFiles({ tarball }: PackedPackage): Promise<string[]> {
  const { output } = await run('tar', ['-tzf', tarball])
  const files = output.trim().split('\n')
  const missing = ['package/README.md', 'package/LICENSE', 'package/package.json'].filter(
    (file) => !files.includes(file),
  )
  const foreign = files.filter((file) => /\.test\.|\.reports|\.turbo|\.tsbuildinfo/.test(file))
  return [...missing.map((file) => `${file} is missing`), ...foreign.map((file) => `${file} should not be shipped`)]
}
