import { readFileSync } from 'node:fs'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { run } from '../run.ts'
import type { PackedPackage } from './pack-all.ts'

/**
 * Checks a tarball with publint and attw, and requires the files that every published package needs.
 *
 * @returns one line for each problem
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

/** Checks the types as attw's profile `esm-only` does. Packages without types, such as specifications, are skipped. */
async function checkTypes({ tarball, manifest }: PackedPackage): Promise<string[]> {
  if (!JSON.stringify(manifest.exports ?? {}).includes('"types"')) return []
  const analysis = await checkPackage(createPackageFromTarballData(readFileSync(tarball)))
  if (!analysis.types) return ['attw: the package has no types']
  return analysis.problems
    .filter((problem) => !('resolutionKind' in problem && ignoredResolutions.has(problem.resolutionKind)))
    .map((problem) => `attw: ${JSON.stringify(problem)}`)
}

const ignoredResolutions = new Set<string>(['node10', 'node16-cjs'])

async function checkFiles({ tarball }: PackedPackage): Promise<string[]> {
  const { output } = await run('tar', ['-tzf', tarball])
  const files = output.trim().split('\n')
  const missing = ['package/README.md', 'package/LICENSE', 'package/package.json'].filter(
    (file) => !files.includes(file),
  )
  const unwanted = files.filter((file) => /\.test\.|\.reports|\.turbo|\.tsbuildinfo/.test(file))
  return [...missing.map((file) => `${file} is missing`), ...unwanted.map((file) => `${file} must not be published`)]
}
